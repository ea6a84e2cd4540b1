/// How the page of the bridge looks, and its count-down.
enum BridgeStyle {
    static let text = """
        :root{color-scheme:light dark;--ink:#191919;--soft:#7a7a7a;--card:#fff;--back:#f2f2f2;\
        --mark:#07a150}
        @media(prefers-color-scheme:dark){:root{--ink:#e8e8e8;--soft:#9a9a9a;--card:#1e1e1e;\
        --back:#111;--mark:#3cc97f}}
        *{box-sizing:border-box;margin:0}
        body{background:var(--back);color:var(--ink);font:16px/1.6 -apple-system,"PingFang SC",\
        "Noto Sans CJK SC",sans-serif;min-height:100vh;display:flex;align-items:center;\
        justify-content:center;padding:24px}
        main{background:var(--card);border-radius:16px;max-width:360px;width:100%;\
        padding:32px 24px;text-align:center;overflow-wrap:anywhere}
        h1{font-size:20px;font-weight:500}h1 b{font-size:40px;font-weight:600}
        h2{font-size:22px;margin-bottom:12px}
        .shop{font-weight:500}.goods,.how,.number{color:var(--soft);font-size:14px}
        .code{position:relative;width:240px;height:240px;margin:20px auto 12px;background:#fff;\
        border-radius:12px;padding:8px}
        .code img{width:100%;height:100%;display:block}
        .code.over img{opacity:.08}
        button{position:absolute;inset:0;width:100%;border:0;border-radius:12px;\
        background:transparent;color:#191919;font:inherit}
        .left{margin:8px 0}.left b{color:var(--mark);font-variant-numeric:tabular-nums}
        .number{margin-top:16px;font-size:12px}
        """

    /// By the phone's own clock from the moment at which the page came.
    static let script = """
        (function(){var n=document.getElementById('left'),b=document.getElementById('again'),\
        end=Date.now()+n.dataset.seconds*1000;function show(){var s=Math.max(0,\
        Math.ceil((end-Date.now())/1000));n.textContent=Math.floor(s/60)+':'+(s%60<10?'0':'')+s%60;\
        if(s>0)return;clearInterval(t);document.getElementById('code').className='code over';\
        b.hidden=false}b.onclick=function(){location.reload()};var t=setInterval(show,500);show()})()
        """
}
