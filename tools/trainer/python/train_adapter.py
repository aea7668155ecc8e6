"""Tunes a LoRA adapter on rows of tokens: prompt → answer, on the processor, the same from the same seed.

The rows hold token ids, made by the runtime that will serve the model: nothing is tokenised here.
"""

import argparse
import json
import math
import random
import resource
import time
from pathlib import Path

import torch
from peft import LoraConfig, PeftModel, get_peft_model

from base_model import load

LINEAR_LAYERS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
# An answer is written under a grammar, which admits few of the 262 144 tokens: the loss is over those that the rows
# use, and as many others as keep them apart from the rest.
OTHER_TOKENS = 8192
WARM_UP_STEPS = 8
# A later pass over the rows is slower by this, each time.
LATER_RATE = 0.6


def main():
    options = parse_options()
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    torch.set_num_threads(options.threads)
    torch.use_deterministic_algorithms(True)
    rows = [json.loads(line) for line in options.rows.read_text(encoding="utf-8").splitlines()]
    base = load(options.weights)
    if options.passed == 0:
        model = with_adapter(base, options.rank, options.first_layer)
    else:
        model = PeftModel.from_pretrained(base, options.out, is_trainable=True)
    vocabulary = admitted_tokens(rows, model.config.vocab_size)
    for number in range(options.passed, options.passes):
        # each pass begins anew but for what was learned, so that a run that was broken off can go on as if it was not
        if number > 0:
            random.seed(options.seed + number)
        packs = packs_of(rows, options.tokens)
        print(f"pass {number + 1}: {len(rows)} rows, {len(packs)} steps, {len(vocabulary)} tokens in the loss", flush=True)
        losses = train(model, packs, vocabulary, options.learning_rate * LATER_RATE**number)
        model.save_pretrained(options.out)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"loss {sum(losses[-10:]) / len(losses[-10:]):.4f}, {peak} MB at most", flush=True)


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, help="GGUF file of the base model")
    parser.add_argument("--rows", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--passes", type=int, required=True, help="over all rows")
    parser.add_argument("--passed", type=int, default=0, help="of them, what lies in --out is the result of")
    parser.add_argument("--rank", type=int, default=16)
    parser.add_argument("--first-layer", type=int, default=9, help="below it nothing is tuned, which saves a third")
    parser.add_argument("--tokens", type=int, default=512, help="of a step, at most")
    parser.add_argument("--learning-rate", type=float, default=1e-3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def with_adapter(model, rank, first_layer):
    layers = list(range(first_layer, model.config.num_hidden_layers))
    config = LoraConfig(
        r=rank, lora_alpha=2 * rank, target_modules=LINEAR_LAYERS, layers_to_transform=layers, task_type="CAUSAL_LM"
    )
    return get_peft_model(model, config)


def admitted_tokens(rows, vocabulary_size):
    used = {token for row in rows for token in row["answer"]}
    others = random.sample(range(vocabulary_size), OTHER_TOKENS)
    return torch.tensor(sorted(used.union(others)))


class Pack:
    """Rows behind one copy of the beginning that their prompts share; each sees that beginning and itself.

    It costs a third less than padded rows, and every row still gets the gradient it would get alone.
    """

    def __init__(self, rows):
        first, *others = [row["prompt"] for row in rows]
        # at least one token of each prompt stays with its row: the answer's first token follows from it
        self.shared = min((common_length(first, other) for other in others), default=len(first))
        self.shared = min([self.shared, *(len(row["prompt"]) - 1 for row in rows)])
        tokens, positions, owners, labels = list(first[: self.shared]), list(range(self.shared)), [-1] * self.shared, [-100] * self.shared
        for number, row in enumerate(rows):
            prompt, answer = row["prompt"][self.shared :], row["answer"]
            tokens += prompt + answer
            positions += range(self.shared, self.shared + len(prompt) + len(answer))
            owners += [number] * (len(prompt) + len(answer))
            labels += [-100] * len(prompt) + answer
        self.tokens = torch.tensor([tokens])
        self.positions = torch.tensor([positions])
        self.labels = torch.tensor(labels)
        self.mask = attention_mask(torch.tensor(owners))


def attention_mask(owners):
    """Added to attention's scores: 0 where a token may look, else the least number there is."""
    at = torch.arange(len(owners))
    may_look = (at[None, :] <= at[:, None]) & ((owners[None, :] == -1) | (owners[None, :] == owners[:, None]))
    return torch.zeros(1, 1, len(owners), len(owners)).masked_fill(~may_look, torch.finfo(torch.float32).min)


def common_length(one, other):
    return next((at for at, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))


def packs_of(rows, most_tokens):
    """All rows once, in an order of their own; rows of a language together, since they share their instruction."""
    packs = []
    for language in sorted({row["language"] for row in rows}):
        group, size = [], 0
        for row in random.sample(own := [row for row in rows if row["language"] == language], len(own)):
            length = len(row["prompt"]) + len(row["answer"]) - (common_length(group[0]["prompt"], row["prompt"]) if group else 0)
            if group and size + length > most_tokens:
                packs.append(Pack(group))
                group, size, length = [], 0, len(row["prompt"]) + len(row["answer"])
            group.append(row)
            size += length
        packs.append(Pack(group))
    random.shuffle(packs)
    return packs


def train(model, packs, vocabulary, learning_rate):
    parameters = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=learning_rate, weight_decay=0.0)
    place = torch.full((model.config.vocab_size,), -100)
    place[vocabulary] = torch.arange(len(vocabulary))
    head = model.base_model.model.lm_head.weight[vocabulary].detach()
    model.train()
    losses, began = [], time.monotonic()
    for step, pack in enumerate(packs):
        for group in optimizer.param_groups:
            group["lr"] = learning_rate * rate_at(step, len(packs))
        loss = loss_of(model, pack, head, place)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        losses.append(loss.item())
        if (step + 1) % 5 == 0:
            print(f"{step + 1}/{len(packs)} loss {sum(losses[-5:]) / 5:.4f} after {time.monotonic() - began:.0f} s", flush=True)
    return losses


def rate_at(step, steps):
    """Up in a few steps, then down along a cosine to a fiftieth."""
    warm = min(1.0, (step + 1) / WARM_UP_STEPS)
    return warm * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * step / steps)))


def loss_of(model, pack, head, place):
    # the window of Gemma's local layers is wider than any row: one mask does for both kinds of layers
    masks = {"full_attention": pack.mask, "sliding_attention": pack.mask}
    hidden = model.base_model.model.model(input_ids=pack.tokens, position_ids=pack.positions, attention_mask=masks, use_cache=False)
    answered = pack.labels != -100
    # what stands before an answer's token says it; a row's first is behind its own prompt, never behind another row
    before = answered.roll(-1)
    before[-1] = False
    logits = hidden.last_hidden_state[0][before] @ head.T
    return torch.nn.functional.cross_entropy(logits, place[pack.labels[answered]])


if __name__ == "__main__":
    main()
