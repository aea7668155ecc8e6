"""Writes a tuned adapter as GGUF, the form in which llama.cpp puts it on its weights."""

import argparse
import json
import re
from pathlib import Path

import gguf
from safetensors.numpy import load_file

# Names of the layers in Gemma 3 as its authors call them, and as llama.cpp does. Neither turns rows of q or k about,
# as the Llama architecture would need.
LAYERS = {
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
}
TENSOR = re.compile(r"layers\.(\d+)\.(.+)\.lora_([AB])\.weight$")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--adapter", type=Path, required=True, help="folder that training wrote")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--name", required=True)
    options = parser.parse_args()
    config = json.loads((options.adapter / "adapter_config.json").read_text(encoding="utf-8"))
    tensors = load_file(options.adapter / "adapter_model.safetensors")
    writer = gguf.GGUFWriter(options.out, "gemma3")
    writer.add_type(gguf.GGUFType.ADAPTER)
    writer.add_name(options.name)
    writer.add_license("gemma")
    writer.add_string(gguf.Keys.Adapter.TYPE, "lora")
    writer.add_float32(gguf.Keys.Adapter.LORA_ALPHA, float(config["lora_alpha"]))
    for name in sorted(tensors):
        # 16 bits hold what 32 were trained to: parity.ts compares what comes of it
        writer.add_tensor(llama_name(name), tensors[name].astype("float16"))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    print(f"{len(tensors)} tensors, {options.out.stat().st_size} bytes")


def llama_name(name):
    found = TENSOR.search(name)
    if found is None:
        raise SystemExit(f"{name} is no tensor of an adapter that can be converted.")
    block, layer, side = found.groups()
    return f"blk.{block}.{LAYERS[layer]}.weight.lora_{side.lower()}"


if __name__ == "__main__":
    main()
