"""nginx and HAProxy as gateways in front of the same backend.

Addresses are "unix:<path>" or "tcp:<port>", as the C programs take them.
"""

import os

from . import process, settings, signing

NGINX = """
{user}
worker_processes 1;
daemon off;
{alone}
pid {work}/nginx.pid;
error_log {work}/nginx-error.log crit;
events {{ worker_connections 2048; }}
http {{
    access_log off;
    client_body_temp_path {work}/nginx-body;
    proxy_temp_path {work}/nginx-proxy;
    fastcgi_temp_path {work}/nginx-fastcgi;
    uwsgi_temp_path {work}/nginx-uwsgi;
    scgi_temp_path {work}/nginx-scgi;
    keepalive_requests 100000000;
    upstream backend {{ server {backend}; keepalive 128; keepalive_requests 100000000; }}
    upstream checker {{ server {checker}; keepalive 128; keepalive_requests 100000000; }}
    server {{
        listen 127.0.0.1:{port};
        location / {{
            {check}
            proxy_pass http://backend;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
        }}
        location = /check {{
            internal;
            proxy_pass http://checker;
            proxy_http_version 1.1;
            proxy_pass_request_body off;
            proxy_set_header Content-Length "";
            proxy_set_header Connection "";
        }}
    }}
}}
"""

HAPROXY = """
global
    nbthread 1
    maxconn 4096
defaults
    mode http
    timeout connect 2s
    timeout client 60s
    timeout server 10s
    http-reuse always
frontend door
    bind 127.0.0.1:{port}
    http-request set-var(txn.bearer) http_auth_bearer
    http-request set-var(txn.now) date()
    http-request set-var(txn.exp) var(txn.bearer),jwt_payload_query('$.exp','int')
    http-request deny deny_status 401 unless {{ var(txn.bearer) -m found }}
    http-request deny deny_status 401 unless {{ var(txn.bearer),jwt_verify("HS256","{secret}") -m int 1 }}
    http-request deny deny_status 401 if {{ var(txn.exp),sub(txn.now) -m int lt 0 }}
    default_backend service
backend service
    server one {backend} pool-max-conn 128
"""


# How nginx checks a token, and how it lets the service know who calls, as our gateway does.
CHECK = "auth_request /check;"
TELL = """
            auth_request_set $identity $upstream_http_x_identity;
            proxy_set_header X-Identity $identity;
            proxy_set_header X-Forwarded-For $remote_addr;
            proxy_set_header X-Request-Id $request_id;"""


def place(address, unix="unix:"):
    kind, rest = address.split(":", 1)
    return unix + rest if kind == "unix" else f"127.0.0.1:{rest}"


def nginx(port, backend, checker, check):
    path = settings.WORK / f"nginx-{port}.conf"
    path.write_text(
        NGINX.format(
            # Root's worker would be nobody, and find the socket shut.
            # valgrind's controls do not find a process that another one was forked from.
            alone="master_process off;" if process.is_counted() else "",
            user="user root;" if os.geteuid() == 0 else "",
            work=settings.WORK,
            backend=place(backend),
            checker=place(checker),
            port=port,
            check=check,
        )
    )
    return ["nginx", "-p", str(settings.WORK), "-c", str(path)]


def haproxy(port, backend):
    path = settings.WORK / "haproxy.cfg"
    path.write_text(
        HAPROXY.format(port=port, backend=place(backend, "unix@"), secret=signing.SECRET)
    )
    return ["haproxy", "-db", "-f", str(path)]
