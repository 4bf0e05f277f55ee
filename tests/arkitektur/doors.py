"""A contract for import-linter: a neighbour is entered through queries or services."""

from importlinter import Contract, ContractCheck, fields, output


class DoorsContract(Contract):
    """No module imports another room's private modules (models, forms, views …)."""

    root = fields.StringField()
    private = fields.SetField(subfield=fields.StringField())
    exempt = fields.SetField(subfield=fields.StringField(), required=False, default=frozenset())

    def check(self, graph, verbose):  # noqa: ARG002 - import-linter's signature
        brudd = []
        for modul in sorted(graph.modules):
            rom = self._rom(modul)
            if rom is None or f"{self.root}.{rom}" in (self.exempt or ()):
                continue
            for importert in sorted(graph.find_modules_directly_imported_by(modul)):
                naborom = self._rom(importert)
                if (
                    naborom not in (None, rom)
                    and importert.split(".")[2:3]
                    and importert.split(".")[2] in self.private
                ):
                    brudd.append((modul, importert))
        return ContractCheck(kept=not brudd, metadata={"brudd": brudd})

    def render_broken_contract(self, check):
        for modul, importert in check.metadata["brudd"]:
            output.print_error(f"{modul} går inn i {importert}; bruk naboens queries eller services.")

    def _rom(self, modul):
        deler = modul.split(".")
        return deler[1] if len(deler) > 1 and deler[0] == self.root else None
