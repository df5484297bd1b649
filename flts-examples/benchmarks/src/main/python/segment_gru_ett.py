"""The yardstick of `benchmarks ett`: a plain PyTorch GRU over segments (SegRNN, arXiv:2308.11200) on ETT data.

One network for all seven columns, the last value of a window taken off and put back, L1 loss, Adam with the rate held
for three epochs and a fifth less per epoch after that, early stopping on the validation rows, whose best weights are
judged on the test rows. Prints losses per epoch and seconds.

    python segment_gru_ett.py FILE.csv.gz [horizon=96] [threads=1] [epochs=8] [patience=3] [seed=1]
"""

import csv
import gzip
import sys
import time

import numpy as np
import torch
from torch import nn

TRAIN, VALIDATION, TEST = 8640, 11520, 14400
INPUT, SEGMENT, HIDDEN, BATCH, RATE = 720, 48, 128, 256, 1e-3


class SegmentGru(nn.Module):
    """Reads a window segment by segment, decodes all future segments from its last state at once."""

    def __init__(self, horizon):
        super().__init__()
        self.segments = horizon // SEGMENT
        self.embed = nn.Sequential(nn.Linear(SEGMENT, HIDDEN), nn.ReLU())
        self.cell = nn.GRU(HIDDEN, HIDDEN, batch_first=True)
        self.place = nn.Parameter(torch.randn(self.segments, HIDDEN))
        self.answer = nn.Sequential(nn.Dropout(0.5), nn.Linear(HIDDEN, SEGMENT))

    def forward(self, window):
        rows = len(window)
        last = window[:, -1:]
        _, state = self.cell(self.embed((window - last).view(rows, -1, SEGMENT)))
        _, decoded = self.cell(
            self.place.repeat(rows, 1).unsqueeze(1), state.repeat_interleave(self.segments, 1)
        )
        return self.answer(decoded[0]).view(rows, -1) + last


def columns(path):
    """All columns, standardised by their training rows."""
    rows = list(csv.reader(gzip.open(path, "rt")))[1 : TEST + 1]
    values = np.array([[float(v) for v in row[1:]] for row in rows], np.float32)
    values = (values - values[:TRAIN].mean(0)) / values[:TRAIN].std(0)
    return torch.tensor(values)


def errors(model, windows, first, last):
    """Mean squared and mean absolute error over window starts [first, last)."""
    model.eval()
    squares = absolutes = count = 0
    with torch.no_grad():
        for column in windows:
            for start in range(first, last, 512):
                part = column[start : min(last, start + 512)]
                error = model(part[:, :INPUT]) - part[:, INPUT:]
                squares += float((error**2).sum())
                absolutes += float(error.abs().sum())
                count += error.numel()
    model.train()
    return squares / count, absolutes / count


def main():
    given = dict(word.split("=") for word in sys.argv[2:])
    horizon = int(given.get("horizon", 96))
    torch.manual_seed(int(given.get("seed", 1)))
    torch.set_num_threads(int(given.get("threads", 1)))
    windows = columns(sys.argv[1]).T.contiguous().unfold(1, INPUT + horizon, 1)
    training = TRAIN - INPUT - horizon + 1
    validation = TRAIN - INPUT, VALIDATION - INPUT - horizon + 1
    test = VALIDATION - INPUT, TEST - INPUT - horizon + 1
    model = SegmentGru(horizon)
    adam = torch.optim.Adam(model.parameters(), RATE)
    began = time.time()
    best, best_epoch, weights = float("inf"), 0, None
    for epoch in range(1, int(given.get("epochs", 8)) + 1):
        for group in adam.param_groups:
            group["lr"] = RATE * 0.8 ** max(0, epoch - 3)
        order = torch.randperm(len(windows) * training)
        for at in range(0, len(order), BATCH):
            some = order[at : at + BATCH]
            part = windows[some // training, some % training]
            loss = (model(part[:, :INPUT]) - part[:, INPUT:]).abs().mean()
            adam.zero_grad()
            loss.backward()
            adam.step()
        squared, absolute = errors(model, windows, *validation)
        print(f"epoch {epoch} validation MSE {squared:.4f} MAE {absolute:.4f}", flush=True)
        if absolute < best:
            best, best_epoch = absolute, epoch
            weights = {name: value.clone() for name, value in model.state_dict().items()}
        elif epoch - best_epoch >= int(given.get("patience", 3)):
            break
    seconds = time.time() - began
    model.load_state_dict(weights)
    squared, absolute = errors(model, windows, *test)
    print(f"test MSE {squared:.4f} MAE {absolute:.4f}, {seconds:.1f} s, {epoch} epochs")


main()
