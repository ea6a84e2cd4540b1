// What WeChat's runtime gives to every script of a mini-program, as loosely as the sample's check needs.
declare const wx: any;
declare function App(options: any): void;
declare function Page(options: object & ThisType<any>): void;
declare function Component(options: object & ThisType<any>): void;
declare function require(name: string): any;
declare const module: { exports: any };
declare function setTimeout(work: () => void, milliseconds: number): number;
declare function setInterval(work: () => void, milliseconds: number): number;
declare function clearInterval(timer: number): void;
