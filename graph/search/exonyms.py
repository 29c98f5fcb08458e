"""
Everyday names that no document of the programme gives, and no rule of spelling: only where they are widely known.

What a document on record says stands in the seed files instead. Sources, by the titles of their articles in the English
Wikipedia: Korat, Isan: "Nakhon Ratchasima province"; Ayutthaya: "Phra Nakhon Si Ayutthaya (city)"; Pak Nam Pho: "Pak
Nam Pho", which says that the whole province is meant, too; Krung Thep: "Bangkok". Paet Rio: "Chachengsao", Thailex.
"""

EXONYMS: dict[str, tuple[str, ...]] = {
    "province:TH-10": ("กรุงเทพ", "Krung Thep"),
    "province:TH-14": ("อยุธยา", "Ayutthaya"),
    "province:TH-24": ("แปดริ้ว", "Paet Rio"),
    "province:TH-30": ("โคราช", "Khorat"),
    "province:TH-60": ("ปากน้ำโพ", "Pak Nam Pho"),
    "region:northeast": ("อีสาน", "Isan"),
}
