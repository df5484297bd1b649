"""Makes torch-lstm.txt and torch-gru.txt: small networks, their weights in FLTS's layout, one batch,
PyTorch's answers and the weights after one Adam step on the mean squared error.

    ../shared/tools/python-peers flts-models-dl/src/test/resources/golden/torch_vectors.py

Everything in float64, so that the figures carry no rounding of their own. Each line: name, values.
The LSTM's second bias is fixed at zero: FLTS has one bias per gate, PyTorch two that only add up.
"""
import os
import torch

T, N, F, H, L, O = 5, 3, 3, 8, 2, 2


def line(out, name, tensor):
    out.write(name + " " + " ".join(repr(v) for v in tensor.reshape(-1).tolist()) + "\n")


def weights(net, fc, gru):
    for layer in range(L):
        yield getattr(net, f"weight_ih_l{layer}").t()
        yield getattr(net, f"weight_hh_l{layer}").t()
        yield getattr(net, f"bias_ih_l{layer}")
        if gru:
            yield getattr(net, f"bias_hh_l{layer}")
    yield fc.weight.t()
    yield fc.bias


def flat(net, fc, gru):
    return torch.cat([w.detach().contiguous().reshape(-1) for w in weights(net, fc, gru)])


def make(kind):
    torch.manual_seed(20261121)
    torch.set_default_dtype(torch.float64)
    gru = kind == "GRU"
    net = getattr(torch.nn, kind)(F, H, L)
    fc = torch.nn.Linear(H, O)
    if not gru:
        for layer in range(L):
            bias = getattr(net, f"bias_hh_l{layer}")
            bias.data.zero_()
            bias.requires_grad_(False)
    x = torch.randn(T, N, F)
    y = torch.randn(N, O)
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, f"torch-{kind.lower()}.txt"), "w") as out:
        out.write(f"# PyTorch {torch.__version__}, torch_vectors.py, 2026-11-21\n")
        out.write(f"shape {T} {N} {F} {H} {L} {O}\n")
        line(out, "weights", flat(net, fc, gru))
        line(out, "input", x)
        line(out, "target", y)
        parameters = [p for p in list(net.parameters()) + list(fc.parameters()) if p.requires_grad]
        adam = torch.optim.Adam(parameters, lr=1e-3)
        states, _ = net(x)
        answer = fc(states[-1])
        line(out, "output", answer)
        torch.nn.functional.mse_loss(answer, y).backward()
        adam.step()
        line(out, "after", flat(net, fc, gru))


make("LSTM")
make("GRU")
