"""The reader as PyTorch: a small BERT encoder with three feature embeddings, and its heads."""
import json
import pathlib

import torch
from safetensors import safe_open
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

TAGS = 7
WIDTH = 192
BUCKETS = 33
LINK_WEIGHTS = (0.5, 3.0, 1.0)  # none, source, content: sources are few


class Layer(nn.Module):
    def __init__(self, hidden, heads, intermediate, dropout):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.output = nn.Linear(hidden, hidden)
        self.attention_norm = nn.LayerNorm(hidden, eps=1e-12)
        self.up = nn.Linear(hidden, intermediate)
        self.down = nn.Linear(intermediate, hidden)
        self.norm = nn.LayerNorm(hidden, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask):
        b, n, h = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, h // self.heads).permute(2, 0, 3, 1, 4)
        p = self.dropout.p if self.training else 0.0
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=p)
        x = self.attention_norm(x + self.dropout(self.output(a.transpose(1, 2).reshape(b, n, h))))
        return self.norm(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Reader(nn.Module):
    def __init__(self, vocabulary=30522, hidden=384, layers=6, heads=12, intermediate=1536,
                 dropout=0.1, relations=64, parts=64):
        super().__init__()
        self.shape = {"vocabulary": vocabulary, "hidden": hidden, "layers": layers, "heads": heads,
                      "intermediate": intermediate, "relations": relations, "parts": parts}
        self.word = nn.Embedding(vocabulary, hidden)
        self.position = nn.Embedding(256, hidden)
        self.casing = nn.Embedding(8, hidden)
        self.quotation = nn.Embedding(4, hidden)
        self.layout = nn.Embedding(4, hidden)
        for e in (self.casing, self.quotation, self.layout):
            nn.init.normal_(e.weight, std=0.01)
        self.norm = nn.LayerNorm(hidden, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(hidden, heads, intermediate, dropout) for _ in range(layers))
        self.tag = nn.Linear(hidden, TAGS)
        self.entity = nn.Linear(hidden, TAGS)
        self.relation = nn.Linear(hidden, relations)  # side task of training, not shipped
        self.part = nn.Linear(hidden, parts)  # likewise
        self.link_cue = nn.Linear(hidden, WIDTH)
        self.link_piece = nn.Linear(hidden, WIDTH)
        self.link_product = nn.Linear(WIDTH, 3, bias=False)
        self.link_alone = nn.Linear(hidden, 3, bias=False)
        self.link_distance = nn.Embedding(BUCKETS, 3)
        nn.init.zeros_(self.link_distance.weight)
        self.link_bias = nn.Parameter(torch.zeros(3))

    def encode(self, ids, casing, quotation, layout, length):
        """[B, N] features -> [B, N, H]; pieces at or behind `length` are padding"""
        n = ids.shape[1]
        x = (self.word(ids) + self.position.weight[:n] + self.casing(casing)
             + self.quotation(quotation) + self.layout(layout))
        x = self.dropout(self.norm(x))
        mask = (torch.arange(n, device=ids.device)[None] < length[:, None])[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def link(self, x, window, cue_start, cue_end):
        """logits [C, N, 3] of cues: pieces cue_start..cue_end of window (all [C])"""
        n = x.shape[1]
        at = torch.arange(n, device=x.device)
        inside = ((at[None] >= cue_start[:, None]) & (at[None] < cue_end[:, None])).to(x.dtype)
        h = x[window]
        mean = (inside[:, None] @ h).squeeze(1) / inside.sum(1, keepdim=True)
        product = self.link_cue(mean)[:, None] * self.link_piece(x)[window]
        return (self.link_product(product) + self.link_alone(x)[window]
                + self.link_distance(buckets(at, cue_start, cue_end)) + self.link_bias)


def buckets(at, cue_start, cue_end):
    before, after = at[None] - cue_start[:, None], at[None] - cue_end[:, None] + 1
    d = torch.where(before < 0, before, torch.where(after > 0, after, torch.zeros_like(after)))
    m = d.abs().clamp(min=1)
    step = (1 + torch.floor(torch.log2((m * m).float() + 0.25)).long()).clamp(max=15)
    return 16 + torch.sign(d) * torch.where(d == 0, torch.zeros_like(step), step)


def from_base(base, **settings):
    """a fresh reader over a BERT encoder in the layout that Hugging Face uses"""
    base = pathlib.Path(base)
    config = json.loads((base / "config.json").read_text())
    reader = Reader(config["vocab_size"], config["hidden_size"], config["num_hidden_layers"],
                    config["num_attention_heads"], config["intermediate_size"], **settings)
    w = load_file(base / "model.safetensors")
    w = {k.removeprefix("bert."): v.float() for k, v in w.items()}
    with torch.no_grad():
        reader.word.weight.copy_(w["embeddings.word_embeddings.weight"])
        reader.position.weight.copy_(w["embeddings.position_embeddings.weight"][:256]
                                     + w["embeddings.token_type_embeddings.weight"][0])
        reader.norm.weight.copy_(w["embeddings.LayerNorm.weight"])
        reader.norm.bias.copy_(w["embeddings.LayerNorm.bias"])
        for i, layer in enumerate(reader.layers):
            p = f"encoder.layer.{i}."
            for part in ("weight", "bias"):
                layer.qkv.get_parameter(part).copy_(torch.cat(
                    [w[f"{p}attention.self.{x}.{part}"] for x in ("query", "key", "value")]))
                for ours, theirs in (("output", "attention.output.dense"),
                                     ("attention_norm", "attention.output.LayerNorm"),
                                     ("up", "intermediate.dense"), ("down", "output.dense"),
                                     ("norm", "output.LayerNorm")):
                    getattr(layer, ours).get_parameter(part).copy_(w[f"{p}{theirs}.{part}"])
    return reader


def from_shipped(path):
    """the state of a run from a quantised file: the side tasks' heads, which are not in it, start anew"""
    w = load_file(path)
    with safe_open(path, "pt") as f:
        config = json.loads(f.metadata()["config"])
    whole = lambda name: w[f"{name}.weight"].float() * w[f"{name}.scale"][:, None]
    reader = Reader(len(w["embeddings.word"]), config["hidden"], config["layers"], config["heads"], config["intermediate"])
    state = reader.state_dict()
    state["word.weight"] = w["embeddings.word"].float() * w["embeddings.word.scale"][:, None]
    for name in ("position", "casing", "quotation", "layout"):
        state[f"{name}.weight"] = w[f"embeddings.{name}"]
    state["norm.weight"], state["norm.bias"] = w["embeddings.norm.weight"], w["embeddings.norm.bias"]
    for i in range(config["layers"]):
        for name in ("qkv", "output", "up", "down"):
            state[f"layers.{i}.{name}.weight"] = whole(f"layer.{i}.{name}")
            state[f"layers.{i}.{name}.bias"] = w[f"layer.{i}.{name}.bias"]
        for name in ("attention_norm", "norm"):
            for part in ("weight", "bias"):
                state[f"layers.{i}.{name}.{part}"] = w[f"layer.{i}.{name}.{part}"]
    for ours, theirs in (("tag", "tag"), ("entity", "entity"), ("link_cue", "link.cue"), ("link_piece", "link.piece")):
        state[f"{ours}.weight"], state[f"{ours}.bias"] = w[f"{theirs}.weight"], w[f"{theirs}.bias"]
    state["link_product.weight"], state["link_alone.weight"] = w["link.product.weight"], w["link.alone.weight"]
    state["link_distance.weight"], state["link_bias"] = w["link.distance"], w["link.bias"]
    return {"shape": reader.shape, "model": state}


def load_models(paths):
    """the mean of the weights of runs that share a start"""
    states = [from_shipped(p) if str(p).endswith(".safetensors") else torch.load(p, map_location="cpu", weights_only=False)
              for p in paths]
    reader = Reader(**states[0]["shape"])
    mean = {k: sum(s["model"][k].float() for s in states) / len(states) for k in states[0]["model"]}
    reader.load_state_dict(mean)
    return reader.eval()
