"""A small neural net as arrays: one hidden layer of rectified units over standardised measures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

_CLIP = 6.0  # standard deviations


@dataclass(frozen=True, slots=True)
class Net:
    """Weights: `hidden` (measures x units), `out` (units); `mean` and `scale` standardise the measures."""

    mean: Matrix
    scale: Matrix
    hidden: Matrix
    hidden_bias: Matrix
    out: Matrix
    out_bias: Matrix  # one number

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[np.generic]]) -> Net:
        """The net stored under the names of its parts."""
        return cls(**{part.name: arrays[part.name].astype(np.float32) for part in fields(cls)})

    def standardised(self, measures: Matrix) -> Matrix:
        """Inputs of the net, one row a row of measures."""
        standard: Matrix = np.clip((measures - self.mean) * self.scale, -_CLIP, _CLIP)
        return standard

    def probabilities(self, inputs: Matrix) -> Matrix:
        """One number between 0 and 1 for each row of standardised inputs."""
        scores = np.maximum(inputs @ self.hidden + self.hidden_bias, 0) @ self.out + self.out_bias
        chances: Matrix = (1 / (1 + np.exp(-scores))).astype(np.float32)
        return chances

    def weights(self, inputs: Matrix) -> Matrix:
        """How much each input adds to its row's score: inputs times the slope there."""
        active = (inputs @ self.hidden + self.hidden_bias) > 0
        return np.asarray(inputs * ((self.out * active) @ self.hidden.T), dtype=np.float32)
