#!/usr/bin/env python3
"""Writes the packed and binary samples: needs pyarrow and warcio."""
import gzip, io, pathlib
import pyarrow as pa, pyarrow.parquet as pq
from warcio.warcwriter import WARCWriter
from warcio.statusandheaders import StatusAndHeaders

here = pathlib.Path(__file__).parent
page = (here / "page.html").read_bytes()
with open(here / "crawl.warc.gz", "wb") as file:
    writer = WARCWriter(file, gzip=True)
    day = {"WARC-Date": "2026-04-15T10:00:00Z"}
    writer.write_record(writer.create_warcinfo_record("crawl.warc.gz", {"software": "sample"}))
    def answer(url, status, kind, body, more=()):
        headers = StatusAndHeaders(status, [("Content-Type", kind), *more], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers, warc_headers_dict=dict(day)))
    answer("https://post.example/news/ferry-grounds", "200 OK", "text/html; charset=utf-8", page)
    answer("https://post.example/gone", "404 Not Found", "text/html", b"<html><body>gone</body></html>")
    answer("https://post.example/a.png", "200 OK", "image/png", b"\x89PNG\r\n\x1a\n")
    answer("https://post.example/app.js", "200 OK", "application/javascript", b"var a = 1;")
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(c), c) for c in (gzip.compress(page, mtime=0)[:100], gzip.compress(page, mtime=0)[100:])) + b"0\r\n\r\n"
    answer("https://post.example/news/again", "200 OK", "text/html", chunks, [("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")])
    answer("https://post.example/feed", "200 OK", "application/rss+xml", (here / "feed-rss1.xml").read_bytes())
rows = {
    "headline": ["Quay to reopen", "Sand moved", "No text"],
    "article": ["The quay will reopen on Friday, the port said.", "The sand had moved, the coastguard said.", None],
    "published_at": pa.array([1776159000000] * 3, pa.timestamp("ms", tz="UTC")),
    "authors": [["Jonas Kell"], ["Ilka Dorn", "Pavel Ostry"], []],
    "outlet": ["Lisse Gazette", "Halm Observer", None],
}
for packing in ["snappy", "zstd", "gzip"]:
    pq.write_table(pa.table(rows), here / f"rows-{packing}.parquet", compression=packing, row_group_size=2)
