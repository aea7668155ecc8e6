"""Gemma 3 from a GGUF file, its quantised weights as 32-bit floats.

transformers can read such a file too, but takes the 262 144 tokens of its vocabulary apart three times over, which
costs a minute; nothing is tokenised here. `npm run train:narration` compares what comes of it with llama.cpp.
"""

import mmap
import struct
from math import prod

import numpy
import torch
from gguf import GGML_QUANT_SIZES, GGMLQuantizationType
from gguf.quants import dequantize
from transformers import Gemma3ForCausalLM, Gemma3TextConfig

# Types of GGUF's values by their number, as struct writes them; 8 is a string, 9 a list.
NUMBERS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
STRING, LIST = 8, 9

OUTSIDE = {"token_embd.weight": "model.embed_tokens.weight", "output_norm.weight": "model.norm.weight"}
LAYER = {
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "attn_q_norm": "self_attn.q_norm",
    "attn_k_norm": "self_attn.k_norm",
    "attn_norm": "input_layernorm",
    "post_attention_norm": "post_attention_layernorm",
    "ffn_norm": "pre_feedforward_layernorm",
    "post_ffw_norm": "post_feedforward_layernorm",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}


def load(path):
    """Raises ValueError for a file that is no Gemma 3 of this shape."""
    values, tensors = read(path)
    if values.get("general.architecture") != "gemma3":
        raise ValueError(f"{path} is no Gemma 3.")
    model = Gemma3ForCausalLM(config_of(values, tensors))
    weights = {name_of(name): weight(name, tensor) for name, tensor in tensors.items()}
    missing, unexpected = model.load_state_dict(weights, strict=False)
    # the words that it says are the words that it reads
    if unexpected or missing != ["lm_head.weight"]:
        raise ValueError(f"{path} has other tensors than expected: {missing} {unexpected}")
    model.tie_weights()
    return model


def config_of(values, tensors):
    own = {key.removeprefix("gemma3."): value for key, value in values.items() if key.startswith("gemma3.")}
    return Gemma3TextConfig(
        vocab_size=tensors["token_embd.weight"].shape[0],
        hidden_size=own["embedding_length"],
        intermediate_size=own["feed_forward_length"],
        num_hidden_layers=own["block_count"],
        num_attention_heads=own["attention.head_count"],
        num_key_value_heads=own["attention.head_count_kv"],
        head_dim=own["attention.key_length"],
        query_pre_attn_scalar=own["attention.key_length"],
        rms_norm_eps=own["attention.layer_norm_rms_epsilon"],
        sliding_window=own["attention.sliding_window"],
        max_position_embeddings=own["context_length"],
    )


def name_of(name):
    if name in OUTSIDE:
        return OUTSIDE[name]
    _, block, layer, kind = name.split(".")
    return f"model.layers.{block}.{LAYER[layer]}.{kind}"


def weight(name, tensor):
    # llama.cpp multiplies by what is written, transformers by one more than that
    return torch.from_numpy(tensor - 1 if name.endswith("norm.weight") else tensor)


def read(path):
    """The single values and the tensors of a GGUF file (version 3); lists, which are the vocabulary, are passed over."""
    with path.open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    reader = Reader(data)
    magic, version, tensor_count, value_count = reader.take("4sIQQ")
    if magic != b"GGUF" or version != 3:
        raise ValueError(f"{path} is no GGUF file, version 3.")
    values = {reader.string(): reader.value() for _ in range(value_count)}
    heads = [reader.tensor() for _ in range(tensor_count)]
    start = aligned(reader.at, values.get("general.alignment", 32))
    return values, {name: decoded(data, shape, kind, start + offset) for name, shape, kind, offset in heads}


def aligned(at, alignment):
    return (at + alignment - 1) // alignment * alignment


def decoded(data, shape, kind, at):
    block, size = GGML_QUANT_SIZES[kind]
    count = prod(shape) // block * size
    rows = numpy.frombuffer(data, numpy.uint8, count, at).reshape(*shape[:-1], shape[-1] // block * size)
    if kind == GGMLQuantizationType.F32:
        return rows.view(numpy.float32).copy()
    return dequantize(rows, kind)


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, form):
        found = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return found

    def string(self):
        (length,) = self.take("Q")
        self.at += length
        return self.data[self.at - length : self.at].decode()

    def value(self, kind=None):
        if kind is None:
            (kind,) = self.take("I")
        if kind == STRING:
            return self.string()
        if kind != LIST:
            return self.take(NUMBERS[kind])[0]
        of, count = self.take("IQ")
        if of == STRING:
            for _ in range(count):
                (length,) = self.take("Q")
                self.at += length
        else:
            self.at += count * struct.calcsize("<" + NUMBERS[of])
        return None

    def tensor(self):
        name = self.string()
        (dimensions,) = self.take("I")
        shape = self.take(f"{dimensions}Q")[::-1]
        kind, offset = self.take("IQ")
        return name, shape, GGMLQuantizationType(kind), offset
