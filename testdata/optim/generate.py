#!/usr/bin/env python3
"""Reference steps of Adam and AdamW, from torch.optim in float64.

Made with PyTorch 1.13 (Debian python3-torch): python3 generate.py > adam.json
"""
import json
import sys

import torch

torch.set_default_dtype(torch.float64)

CASES = [
    dict(name="Adam as its paper has it", beta1=0.9, beta2=0.999, epsilon=1e-8, weightDecay=0.0, learningRate=0.01),
    dict(name="AdamW", beta1=0.8, beta2=0.95, epsilon=1e-6, weightDecay=0.1, learningRate=0.05),
    dict(name="no memory", beta1=0.0, beta2=0.0, epsilon=1e-3, weightDecay=0.0, learningRate=0.1),
]


def steps(case, start, gradients):
    p = torch.nn.Parameter(torch.tensor(start))
    settings = dict(lr=case["learningRate"], betas=(case["beta1"], case["beta2"]), eps=case["epsilon"])
    if case["weightDecay"]:
        optimiser = torch.optim.AdamW([p], weight_decay=case["weightDecay"], **settings)
    else:
        optimiser = torch.optim.Adam([p], **settings)
    out = []
    for g in gradients:
        p.grad = torch.tensor(g)
        optimiser.step()
        out.append(p.tolist())
    return out


torch.manual_seed(1)
doc = dict(source=f"torch.optim of PyTorch {torch.__version__}, float64; python3 generate.py > adam.json", cases=[])
for case in CASES:
    start = torch.randn(5).tolist()
    gradients = torch.randn(6, 5)
    gradients[:, 0] = 0  # never a gradient
    gradients[:, 1] *= 1e-9  # of the order of epsilon
    gradients[:, 2] *= 1e6
    doc["cases"].append(case | dict(start=start, gradients=gradients.tolist(), expected=steps(case, start, gradients.tolist())))
json.dump(doc, sys.stdout, indent=1)
print()
