"""Tynt lag over HiGHS: navngitte variabler, rader som intervaller, avstand til ønske som konveks kostnad."""
# ruff: noqa: PLR2004 - line numbers of the printed tables and tolerances of the solver

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import highspy  # type: ignore[import-not-found, unused-ignore]
import numpy as np  # type: ignore[import-not-found]

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

UENDELIG = math.inf
TRINN = ((0.15, 1.0), (0.50, 3.0), (1.50, 10.0), (UENDELIG, 40.0))


class Modell:
    """Lineær modell med navngitte variabler."""

    def __init__(self) -> None:
        self.indeks: dict[Hashable, int] = {}
        self.nedre: list[float] = []
        self.ovre: list[float] = []
        self.kostnad: list[float] = []
        self.heltall: list[bool] = []
        self.rader: list[tuple[float, float, list[int], list[float]]] = []

    def variabel(
        self, navn: Hashable, nedre: float, ovre: float, *, kostnad: float = 0.0, heltall: bool = False
    ) -> None:
        """Ny variabel."""
        self.indeks[navn] = len(self.nedre)
        self.nedre.append(nedre)
        self.ovre.append(ovre)
        self.kostnad.append(kostnad)
        self.heltall.append(heltall)

    def krav(self, ledd: Mapping[Any, float], nedre: float, ovre: float) -> None:
        """`nedre` ≤ Σ koeffisient · variabel ≤ `ovre`."""
        par = [(self.indeks[navn], verdi) for navn, verdi in ledd.items() if verdi]
        self.rader.append((nedre, ovre, [i for i, _ in par], [v for _, v in par]))

    def naer(self, navn: Hashable, mal: float, skala: float, vekt: float = 1.0) -> None:
        """Stykkevis lineær, konveks kostnad for avstanden mellom variabelen og `mal`."""
        ledd: dict[Hashable, float] = {navn: 1.0}
        for fortegn in (1, -1):
            forrige = 0.0
            for nr, (grense, stigning) in enumerate(TRINN):
                bredde = math.ceil((grense - forrige) * skala) if grense < UENDELIG else UENDELIG
                slakk = ("avstand", navn, fortegn, nr)
                self.variabel(slakk, 0, bredde, kostnad=vekt * stigning / skala)
                ledd[slakk] = -fortegn
                forrige = grense
        self.krav(ledd, mal, mal)

    def los(self, tid: float = 300.0) -> dict[Hashable, float]:
        """Løser, eller stopper med modellstatus."""
        lp = highspy.HighsLp()
        lp.num_col_ = len(self.nedre)
        lp.num_row_ = len(self.rader)
        lp.col_cost_ = np.array(self.kostnad)
        lp.col_lower_ = np.array(self.nedre, dtype=float)
        lp.col_upper_ = np.array(self.ovre, dtype=float)
        lp.row_lower_ = np.array([r[0] for r in self.rader], dtype=float)
        lp.row_upper_ = np.array([r[1] for r in self.rader], dtype=float)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0] + [len(r[2]) for r in self.rader])
        lp.a_matrix_.index_ = np.array([i for r in self.rader for i in r[2]], dtype=np.int32)
        lp.a_matrix_.value_ = np.array([v for r in self.rader for v in r[3]], dtype=float)
        if any(self.heltall):
            typer = highspy.HighsVarType
            lp.integrality_ = [typer.kInteger if h else typer.kContinuous for h in self.heltall]
        motor = highspy.Highs()
        motor.setOptionValue("output_flag", False)  # noqa: FBT003 - the signature of highspy
        motor.setOptionValue("time_limit", tid)
        motor.setOptionValue("random_seed", 1)
        motor.setOptionValue("threads", 1)
        motor.setOptionValue("mip_rel_gap", 0.02)
        motor.passModel(lp)
        motor.run()
        status = motor.getModelStatus()
        verdier = motor.getSolution().col_value
        if status != highspy.HighsModelStatus.kOptimal and not (
            status == highspy.HighsModelStatus.kTimeLimit and motor.getInfo().primal_solution_status == 2
        ):
            raise SystemExit(f"Modellen er ikke løst: {status}")
        return {navn: verdier[i] for navn, i in self.indeks.items()}
