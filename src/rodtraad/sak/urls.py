from django.urls import URLPattern, URLResolver, path

from rodtraad.sak import delegasjonsvisning as delegasjon
from rodtraad.sak import motevisning as mote
from rodtraad.sak import organvisning as organ
from rodtraad.sak import saksvisning as sak

app_name = "sak"
urlpatterns: list[URLPattern | URLResolver] = [
    path("organer/", organ.organliste, name="organer"),
    path("organer/nytt/", organ.nytt_organ, name="nytt_organ"),
    path("organer/valgperiode/ny/", organ.ny_valgperiode, name="ny_valgperiode"),
    path("organer/<int:organ_id>/", organ.organ, name="organ"),
    path("organer/<int:organ_id>/endre/", organ.endre_organ, name="endre_organ"),
    path("organer/<int:organ_id>/medlem/", organ.nytt_medlem, name="nytt_medlem"),
    path("organer/<int:organ_id>/moter/", mote.frekvens, name="frekvens"),
    path("organer/medlem/<int:medlem_id>/avslutt/", organ.avslutt_medlem, name="avslutt_medlem"),
    path("moter/", mote.moteplan, name="moteplan"),
    path("moter/status/", mote.motestatus, name="motestatus"),
    path("moter/nytt/", mote.nytt_mote, name="nytt_mote"),
    path("moter/rekke/", mote.ny_rekke, name="ny_rekke"),
    path("moter/frister/", mote.fristene, name="fristregler"),
    path("moter/frister/vanlige/", mote.vanlige_frister, name="vanlige_frister"),
    path("moter/frister/<int:regel_id>/fjern/", mote.fjern_frist, name="fjern_frist"),
    path("moter/<int:mote_id>/endre/", mote.endre_mote, name="endre_mote"),
    path("moter/<int:mote_id>/holdt/", mote.holdt, name="holdt"),
    path("moter/<int:mote_id>/avlys/", mote.avlys, name="avlys"),
    path("moter/<int:mote_id>/angre/", mote.angre, name="angre"),
    path("saker/", sak.saker, name="saker"),
    path("delegasjoner/", delegasjon.delegasjonsliste, name="delegasjoner"),
    path("delegasjoner/ny/", delegasjon.ny_delegasjon, name="ny_delegasjon"),
    path("delegasjoner/<int:delegasjon_id>/", delegasjon.delegasjon, name="delegasjon"),
    path("delegasjoner/<int:delegasjon_id>/avslutt/", delegasjon.avslutt, name="avslutt_delegasjon"),
]
