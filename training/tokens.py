#!/usr/bin/env python3
"""What Hugging Face's tokenizer makes of some awkward texts with the tiny model's vocabulary, for the Rust one to agree.

usage: tokens.py crates/model/tests
"""
import json
import pathlib
import sys

from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

import corpus
import tiny

TEXTS = [
    "“We will keep the ferry running,” said Marta Okonjo, who chairs the Harbour Board.",
    "Für Zoë naïveté isn't a vice: „Wir bleiben“, she said in Zürich — 東京 was told later.",
    "Tollund's mill: $1,200.50 (€1.100) at 10%; e-mail news@tollund.example #ferry ~50^2",
    "a\u0301 cafe\u0301s e\u0301\u0302\u0323 \u0301 x\u0301",  # accents apart, stacked, alone
    "İSTANBUL Straße ﬁn ΑΣ ǅ Å ½ ² Ⅳ ٣",  # lower-casing and numerals of all kinds
    "it said 👍🏽 and 👩‍👩‍👧 “stay”😀the",  # pictures, joined and coloured ones
    "東京都で said中文ta 가나다 नमस्ते ไทย שלום العربية",
    "soft\u00adhyphen zero\u200bwidth bom\ufeff nul\x00 bell\x07 bad\ufffd form\x0cfeed vt\x0btab \ue000private",
    "no\u00a0break thin\u2009space ideo\u3000graphic line\u2028separator next\u0085line",
    "the \"report\" \"unclosed\nthe next line is «outside» and „inside“ of\r\n\r\nit\n",
    "“Over “inner” outer” «a „b” c» \"x “y\" z”",
    "iPhone McCoy USA A I'm F-16 mid-May 3rd ÉCOLE École éCOLE",
    "[CLS] the [SEP] [MASK] [UNK] ##ing",
    "a" * 100 + " " + "b" * 101 + " " + "é" * 100 + " " + "ab\u0301" * 50 + " " + "ab\u0301" * 51,
    "...?! -- ‘a’ it’s ‹b› ¿c? 、。「d」 ⟨e⟩ § ¶ • † ‰",
    "",
    " \n\t\r\n ",
    "the",
]


def main():
    folder = pathlib.Path(sys.argv[1])
    vocabulary = {piece: i for i, piece in enumerate(tiny.vocabulary())}
    tok = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=100))
    tok.normalizer, tok.pre_tokenizer = BertNormalizer(), BertPreTokenizer()
    lines = []
    for text in TEXTS:
        article = corpus.pieces("", text, tok)
        byte = lambda at: len(text[:at].encode())
        pieces = [[int(i), byte(a), byte(b), int(c), int(q), int(l)] for i, a, b, c, q, l in
                  zip(article.ids, article.start, article.end, article.casing, article.quotation, article.layout)]
        lines.append(json.dumps({"text": text, "pieces": pieces}, ensure_ascii=True, separators=(",", ":")))
    (folder / "tokens.json").write_text("[\n" + ",\n".join(lines) + "\n]\n")


if __name__ == "__main__":
    main()
