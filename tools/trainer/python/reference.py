"""Writes what the tuned model says after each token of some rows, with and without its adapter, before conversion."""

import argparse
import json
from pathlib import Path

import torch
from peft import PeftModel

from base_model import load


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--adapter", type=Path, required=True)
    parser.add_argument("--rows", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, required=True, help="rows, taken evenly")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    model = PeftModel.from_pretrained(load(options.weights), options.adapter).eval()
    rows = [json.loads(line) for line in options.rows.read_text(encoding="utf-8").splitlines()]
    with options.out.open("w", encoding="utf-8") as out, torch.no_grad():
        for row in rows[:: max(1, len(rows) // options.count)][: options.count]:
            tuned = said(model, row)
            with model.disable_adapter():
                bare = said(model, row)
            out.write(json.dumps({**row, "tuned": tuned, "bare": bare}) + "\n")


def said(model, row):
    """For each token of the answer: the one that the model would have said, and how sure it is."""
    tokens = torch.tensor([row["prompt"] + row["answer"]])
    logits = model(input_ids=tokens, logits_to_keep=len(row["answer"]) + 1).logits[0, :-1]
    sure, token = logits.softmax(-1).max(-1)
    return [[int(one), float(share)] for one, share in zip(token, sure)]


if __name__ == "__main__":
    main()
