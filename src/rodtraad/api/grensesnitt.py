"""The API put together: the operations of every module in `endepunkter`, one door, one pace, answers in Norwegian."""

import importlib
import pkgutil

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Router
from ninja.errors import AuthenticationError, Throttled, ValidationError
from ninja.throttling import AuthRateThrottle

from rodtraad import __version__
from rodtraad.api import endepunkter
from rodtraad.api.autentisering import Nokkeldor
from rodtraad.kjerne.feil import RodtraadFeil

OM = (
    "Det sidene viser og gjør, for andre systemer: de samme rettene og den samme loggen. "
    "Beløp er hele øre. Datoer er ISO 8601. Lag en nøkkel under «API-nøkler» og send den som «Authorization: Bearer …»."
)


TAKT = "600/m"
_FEILSVAR = {
    "type": "object",
    "required": ["melding"],
    "properties": {"melding": {"type": "string"}, "detaljer": {}},
}
_AVSLAG = {
    str(status): {"description": om, "content": {"application/json": {"schema": _FEILSVAR}}}
    for status, om in {
        400: "Forespørselen kan ikke leses",
        401: "Nøkkelen mangler eller gjelder ikke",
        403: "Retten mangler",
        404: "Finnes ikke",
        422: "Noe er ikke gyldig, eller kan ikke gjøres",
        429: "For mange forespørsler",
    }.items()
}
"""How every operation can say no, in the description too."""


class PerNokkel(AuthRateThrottle):
    """The pace of one key."""

    def get_cache_key(self, request: HttpRequest) -> str | None:  # type: ignore[override]  # ninja allows None
        """By the key's id, never its secret; requests without a valid key are refused before they count here."""
        bruk = getattr(request, "auth", None)
        return self.cache_format % {"scope": self.scope, "ident": bruk.nokkel_id} if bruk else None


def bygg() -> NinjaAPI:
    """The API with the operations of every module."""
    api = NinjaAPI(
        title="Rødtråd", version=__version__, description=OM, auth=Nokkeldor(), docs_url=None,
        urls_namespace="api-v1", throttle=[PerNokkel(TAKT)],
    )  # fmt: skip
    for modul in pkgutil.iter_modules(endepunkter.__path__):
        ruter = importlib.import_module(f"{endepunkter.__name__}.{modul.name}").router
        _oppgi_rett(ruter)
        api.add_router(f"/{modul.name}/", ruter, tags=[modul.name])
    _svar_paa_norsk(api)
    return api


def _oppgi_rett(ruter: Router) -> None:
    """The right of each operation stands in the description, for people and programs."""
    for sti in ruter.path_operations.values():
        for operasjon in sti.operations:
            navn = getattr(operasjon.view_func, "rett", None)
            if navn is None:
                raise ValueError(
                    f"Operasjonen {operasjon.view_func.__name__} sier ikke hvilken rett den krever."
                )
            operasjon.openapi_extra = {"x-rett": navn, "responses": _AVSLAG}


def _svar_paa_norsk(api: NinjaAPI) -> None:
    def svar(request: HttpRequest, status: int, melding: str, detaljer: object = None) -> HttpResponse:
        return api.create_response(request, {"melding": melding, "detaljer": detaljer}, status=status)

    @api.exception_handler(AuthenticationError)
    def ukjent(request: HttpRequest, _feil: AuthenticationError) -> HttpResponse:
        ut = svar(request, 401, "Nøkkelen mangler, er ukjent, trukket tilbake eller utløpt.")
        ut.headers["WWW-Authenticate"] = "Bearer"
        return ut

    @api.exception_handler(PermissionDenied)
    def nektet(request: HttpRequest, _feil: PermissionDenied) -> HttpResponse:
        return svar(request, 403, "Nøkkelen, eller personen den tilhører, har ikke rett til dette.")

    @api.exception_handler(Http404)
    def borte(request: HttpRequest, _feil: Http404) -> HttpResponse:
        return svar(request, 404, "Det du spør etter, finnes ikke.")

    @api.exception_handler(ValidationError)
    def ugyldig(request: HttpRequest, feil: ValidationError) -> HttpResponse:
        detaljer = [{"sted": ".".join(map(str, f["loc"])), "feil": f["msg"]} for f in feil.errors]
        return svar(request, 422, "Noe i forespørselen er ikke gyldig. Se «detaljer».", detaljer)

    @api.exception_handler(RodtraadFeil)
    def avslag(request: HttpRequest, feil: RodtraadFeil) -> HttpResponse:
        return svar(request, 422, " ".join(feil.meldinger))

    @api.exception_handler(Throttled)
    def for_fort(request: HttpRequest, feil: Throttled) -> HttpResponse:
        ut = svar(request, 429, f"For mange forespørsler. Vent {feil.wait or 1} sekunder.")
        ut.headers["Retry-After"] = str(feil.wait or 1)
        return ut


GRENSESNITT = bygg()
