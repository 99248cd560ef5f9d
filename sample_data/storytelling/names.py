"""Names of companies that do not exist."""

from __future__ import annotations

from collections.abc import Iterator

from storytelling.chance import shuffled

NORDIC_STEMS = (
    "Alvdrum Bergsund Brimvoll Dalgrim Drivnes Elgmark Fallvik Fennmo Fjordrup Flatmyr Frostvang Gaupli Glomstrand Grimvær "
    "Gyldrem Haukmoen Heimlund Hjelvik Holmbrekk Hornlia Isgard Jordnes Kampvik Klovdal Klungrud Knarrvik Korsmyr Krokmark "
    "Kvarnli Langbrekka Leirmo Liaberg Lomskog Lyngrud Midtvær Mosklev Myklrud Måsund Nattvik Nordklev Oddlund Orrhaug "
    "Ramfjell Ravnsund Reinmark Rosenvær Ruglia Rypdal Seljemo Sildvik Skogrim Skuterud Slåtmyr Snøvang Sollvær Stavbrekk "
    "Steinklev Stokkrem Strandmoen Sveinvik Svartlia Tangmyr Teigland Tjernrud Torsklev Trastmo Tuvnes Ulvrem Vadmyr Vargsund "
    "Vassklev Vikrem Vollbrekk Ånesrud Årvoll Åsklev Øksnevær Ørnmark Østklev"
).split()
BRANCHES = (
    "Bygg Elektro Energi Fisk Handel Helse Industri Logistikk Maskin Mat Møbler Plast Regnskap Skog Stål Tekstil Transport "
    "Trykk Verksted Vann"
).split()
SWEDISH_STEMS = (
    "Alvmark Brunnsjö Dalvreta Ekhammar Forsvik Granlida Hagtorp Hällvik Idmossen Järnlunda Kolmyra Kvarntorpa Lervreta "
    "Lindmyra Lövhammar Moräng Myrtorpa Norrgläntan Orrsjö Ramlida Rävmossa Sjötorpa Skogvreta Stenlida Sundmyra Tallhagen "
    "Trosvik Tunaberga Ulvsjö Vretalund Vinterängen Ålmossa Ängslida Örnvreta Östermyra Fallhammar Gläntbo Hedmyra Isvreta "
    "Kråkmossa Lillhaga Mellansjö Nävertorp Pilvreta Ryamyra Snårhult Tjädermo Utvik Vargmossa Åkervreta"
).split()
SWEDISH_BRANCHES = "Bygg El Energi Fastigheter Frakt Handel Industri Kemi Maskin Mat Möbler Papper Plåt Teknik Vård".split()
FINNISH_STEMS = (
    "Alhonkoski Haukiranta Honkasuo Ilmavirta Jokisalmi Kaislaranta Kalliosuo Karhukoski Kivilehto Koivusalmi Kuusiranta "
    "Lehtokallio Lumikoski Marjaniitty Metsosuo Niittykallio Otavaranta Pihlajasalmi Rantametso Saarilehto Suvikallio "
    "Tammisuo Vahterakoski Vesiniitty"
).split()
FINNISH_BRANCHES = "Energia Kauppa Konepaja Kuljetus Metalli Rakennus Ruoka Sähkö Tekniikka Terveys Vesi".split()
ENGLISH_STEMS = (
    "Aldwarke Brindleford Caldermoor Dunwick Elmsgate Fernleigh Garrowby Hexmoor Inglestone Jarrowmere Kelsbrook Larkwell "
    "Marlowend Netherby Oakhurstly Pennmoor Quarrington Rothwick Selbourn Thornleigh Ulverford Vexley Wyndmoor Yarrowgate "
    "Ashcombe Birchley Cranmoor Dovermere Easterby Foxholme"
).split()
ENGLISH_BRANCHES = (
    "Aerospace Banking Chemicals Engines Foods Freight Glass Insurance Media Mining Retail Steel Textiles Water"
).split()


def norwegian(count: int, key: str) -> list[str]:
    return _names(NORDIC_STEMS, BRANCHES, ("AS",), count, key)


def swedish(count: int, key: str) -> list[str]:
    return _names(SWEDISH_STEMS, SWEDISH_BRANCHES, ("AB",), count, key)


def danish(count: int, key: str) -> list[str]:
    return _names(NORDIC_STEMS, BRANCHES, ("A/S", "ApS"), count, key)


def finnish(count: int, key: str) -> list[str]:
    return _names(FINNISH_STEMS, FINNISH_BRANCHES, ("Oy",), count, key)


def english(count: int, key: str) -> list[str]:
    return _names(ENGLISH_STEMS, ENGLISH_BRANCHES, ("Ltd", "Group", "plc"), count, key)


def _names(stems: list[str], branches: list[str], forms: tuple[str, ...], count: int, key: str) -> list[str]:
    """`count` names, no two alike; a stem comes again only when all have been used."""

    def endless() -> Iterator[str]:
        for turn in range(len(branches)):
            order = shuffled(branches, key, turn)
            for at, stem in enumerate(shuffled(stems, key, "stem", turn)):
                yield f"{stem} {order[(at + turn) % len(order)]} {forms[at % len(forms)]}"

    names: dict[str, None] = {}
    for name in endless():
        names[name] = None
        if len(names) == count:
            return list(names)
    raise ValueError(f"only {len(names)} names of this kind")
