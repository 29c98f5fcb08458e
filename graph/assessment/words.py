"""What an assessment says to people, in Thai and English."""

from graph.assessment.finding import Wording
from graph.model import Requirement

NAMES = {
    Requirement.DIMENSIONS: Wording(en="Smart dimensions", th="ด้านอัจฉริยะที่ครอบคลุม"),
    Requirement.SHAREHOLDING: Wording(en="Shareholding of Thai nationals", th="การถือหุ้นของผู้มีสัญชาติไทย"),
    Requirement.APPROVAL: Wording(en="Prior approval", th="ความเห็นชอบก่อนยื่นขอ"),
    Requirement.APPROVED_PROJECT: Wording(
        en="Part of an approved smart-city project", th="เป็นส่วนหนึ่งของโครงการเมืองอัจฉริยะที่ได้รับความเห็นชอบ"
    ),
    Requirement.EMBLEM: Wording(en="Emblem in force", th="ตราสัญลักษณ์ยังไม่หมดอายุ"),
    Requirement.PLAN: Wording(en="Plan that meets the programme's criteria", th="แผนเป็นไปตามเกณฑ์ของโครงการ"),
    Requirement.INFRASTRUCTURE: Wording(en="Communication infrastructure", th="โครงสร้างพื้นฐานด้านการสื่อสาร"),
    Requirement.OPEN_DATA: Wording(en="Open data platform", th="แพลตฟอร์มข้อมูลเปิด"),
    Requirement.ESTATE: Wording(en="Industrial estate or zone", th="นิคมหรือเขตอุตสาหกรรม"),
}
OTHER = Wording(en="Another condition", th="เงื่อนไขอื่น")

DISCLAIMER = Wording(
    en="An assessment from public documents, for information only: whether a privilege is granted is decided by the"
    " Board of Investment (BOI), case by case.",
    th="ผลประเมินนี้มาจากเอกสารสาธารณะและมีไว้เพื่อเป็นข้อมูลเท่านั้น"
    " การให้สิทธิและประโยชน์เป็นอำนาจพิจารณาของคณะกรรมการส่งเสริมการลงทุน (บีโอไอ) เป็นรายกรณี",
)

# The measure.
IN_FORCE = Wording(
    en="In force until superseded; end not on record.", th="มีผลใช้จนกว่าจะมีมาตรการใหม่แทน ไม่ปรากฏวันสิ้นสุดในเอกสาร"
)
SUPERSEDED = Wording(en="Superseded by a later version.", th="มีมาตรการฉบับใหม่แทนแล้ว")

# Any condition.
NOT_PUBLIC = Wording(en="Public documents do not tell.", th="เอกสารสาธารณะไม่ได้ระบุ")
TOLD = Wording(en="As the asker says; not on record.", th="ตามที่ผู้สอบถามแจ้ง ไม่ปรากฏในเอกสาร")
CONTRADICTED = Wording(
    en="What the asker says contradicts what is on record.", th="ข้อมูลที่ผู้สอบถามแจ้งขัดกับข้อมูลที่ปรากฏในเอกสาร"
)
WHICH_HOLDS = Wording(
    en="A document that shows which of the two holds.", th="เอกสารที่แสดงว่าข้อมูลใดถูกต้อง"
)  # fmt: skip
ANY_DOCUMENT = Wording(en="A document that shows it.", th="เอกสารที่แสดงข้อเท็จจริงนี้")
MAY_REMAIN = Wording(
    en="Asked by the earlier version, which nothing on record supersedes; whether it still holds beside this version is"
    " not on record.",
    th="เป็นเงื่อนไขของฉบับก่อนหน้าซึ่งไม่ปรากฏว่าถูกยกเลิก และไม่ปรากฏว่ายังใช้ควบคู่กับฉบับนี้หรือไม่",
)
WHETHER_IT_REMAINS = Wording(
    en="The announcement of the BOI on this version, or that the condition is met.",
    th="ประกาศของบีโอไอเกี่ยวกับมาตรการฉบับนี้ หรือหลักฐานว่าเป็นไปตามเงื่อนไขแล้ว",
)

# Dimensions.
PLAN_DOCUMENT = Wording(
    en="The plan, or another document that states which dimensions it covers; give them as `dimensions`.",
    th="แผนพัฒนาหรือเอกสารอื่นที่ระบุด้านที่ครอบคลุม โดยแจ้งใน `dimensions`",
)
ENOUGH_DIMENSIONS = Wording(en="It covers what is asked for.", th="ครอบคลุมด้านที่กำหนด")
TOO_FEW_DIMENSIONS = Wording(
    en="The dimensions it covers are stated as complete, and fall short.", th="ด้านที่ครอบคลุมซึ่งระบุไว้ครบแล้วยังไม่ถึงที่กำหนด"
)
SOME_DIMENSIONS = Wording(
    en="The dimensions on record fall short, but documents do not state them as complete.",
    th="ด้านที่ปรากฏในเอกสารยังไม่ถึงที่กำหนด แต่เอกสารไม่ได้ระบุว่าครบแล้ว",
)
NO_DIMENSIONS = Wording(en="None of its dimensions is on record.", th="ไม่ปรากฏข้อมูลด้านที่ครอบคลุมในเอกสาร")
JOINED_DIMENSIONS = Wording(
    en="Energy and environment then counted as one area, and only one of them is covered; whether one is enough is not"
    " on record.",
    th="ขณะนั้นนับพลังงานและสิ่งแวดล้อมเป็นด้านเดียวกัน แต่ครอบคลุมเพียงด้านเดียว และไม่ปรากฏว่าด้านเดียวเพียงพอหรือไม่",
)

# Shareholding.
MAJORITY = Wording(en="Thai nationals hold the majority.", th="ผู้มีสัญชาติไทยถือหุ้นข้างมาก")
NO_MAJORITY = Wording(en="Thai nationals do not hold the majority.", th="ผู้มีสัญชาติไทยไม่ได้ถือหุ้นข้างมาก")
SHAREHOLDERS = Wording(
    en="The list of shareholders; give the percentage as `thaiShareholdingPercent`.",
    th="บัญชีรายชื่อผู้ถือหุ้น โดยแจ้งร้อยละใน `thaiShareholdingPercent`",
)

# Approval.
APPROVED = Wording(en="An approving decision of a body in charge is on record.", th="ปรากฏมติเห็นชอบของหน่วยงานที่รับผิดชอบ")
APPROVED_SYSTEM = Wording(
    en="The smart-city project is approved by a body in charge; that the system is part of it is taken from the"
    " question.",
    th="โครงการเมืองอัจฉริยะได้รับความเห็นชอบจากหน่วยงานที่รับผิดชอบแล้ว ส่วนการที่ระบบเป็นส่วนหนึ่งของโครงการถือตามคำถาม",
)
OTHER_BODY = Wording(
    en="An approving decision is on record, of a body that no document names as the one in charge.",
    th="ปรากฏมติเห็นชอบ แต่ไม่มีเอกสารระบุว่าผู้มีมติเป็นหน่วยงานที่รับผิดชอบ",
)
DISPUTED = Wording(
    en="Documents disagree on whether the body approved it or only considered it.",
    th="เอกสารให้ข้อมูลต่างกันว่าที่ประชุมเห็นชอบหรือเพียงพิจารณา",
)
OF_ANOTHER = Wording(
    en="What is approved is a city that is possibly the same, or that the project develops; whether that holds for this"
    " is not on record.",
    th="สิ่งที่ได้รับความเห็นชอบคือเมืองที่อาจเป็นพื้นที่เดียวกันหรือเมืองที่โครงการพัฒนา แต่ไม่ปรากฏว่าครอบคลุมถึงหรือไม่",
)
ON_THE_WAY = Wording(
    en="The last decision on record falls short of an approval; what no document reports is not counted.",
    th="มติล่าสุดที่ปรากฏยังไม่ใช่การเห็นชอบ และไม่นับสิ่งที่ไม่ปรากฏในเอกสาร",
)
SENT_BACK = Wording(en="The last decision on record sends it back for revision.", th="มติล่าสุดที่ปรากฏคือให้นำกลับไปปรับปรุง")
NO_DECISION = Wording(en="No decision on it is on record.", th="ไม่ปรากฏมติเกี่ยวกับเรื่องนี้")
AN_APPROVAL = Wording(
    en="The minutes of an approving decision of a body in charge; say `approved` if you hold them.",
    th="รายงานการประชุมที่มีมติเห็นชอบของหน่วยงานที่รับผิดชอบ หากมีให้แจ้งใน `approved`",
)
MEETS_CRITERIA = Wording(
    en="It was approved for the emblem, which a plan that meets all the criteria receives.",
    th="ได้รับความเห็นชอบให้ได้รับตราสัญลักษณ์ ซึ่งมอบให้แผนที่ผ่านเกณฑ์ทุกข้อ",
)

# Emblem.
EMBLEM_RUNS = Wording(en="An emblem is in force on this day.", th="ตราสัญลักษณ์ยังไม่หมดอายุในวันดังกล่าว")
EMBLEM_LAPSED = Wording(
    en="The emblem has lapsed, and no renewal is on record.", th="ตราสัญลักษณ์หมดอายุแล้ว และไม่ปรากฏการต่ออายุ"
)
EMBLEM_PERHAPS_RENEWED = Wording(
    en="The emblem has lapsed, but emblems were renewed of cities that are not all named.",
    th="ตราสัญลักษณ์หมดอายุแล้ว แต่มีการต่ออายุตราสัญลักษณ์ของเมืองที่ไม่ได้ระบุชื่อครบ",
)
RENEWAL_LENGTH = Wording(
    en="The emblem was renewed; how long a renewal lasts is not on record.",
    th="ต่ออายุตราสัญลักษณ์แล้ว แต่ไม่ปรากฏระยะเวลาที่ต่ออายุ",
)
NO_END = Wording(en="The emblem's last day is not on record.", th="ไม่ปรากฏวันหมดอายุของตราสัญลักษณ์")
NO_EMBLEM = Wording(en="No emblem of it is on record.", th="ไม่ปรากฏการได้รับตราสัญลักษณ์")
EMBLEM_PERHAPS_GIVEN = Wording(
    en="No emblem of it is on record, but emblems were given since to cities that are not named.",
    th="ไม่ปรากฏการได้รับตราสัญลักษณ์ แต่มีการมอบตราสัญลักษณ์แก่เมืองที่ไม่ได้ระบุชื่อ",
)
EMBLEM_OF_CITY = Wording(
    en="Emblems are given to cities; whether one covers this is not on record.",
    th="ตราสัญลักษณ์มอบให้เมือง และไม่ปรากฏว่าครอบคลุมถึงเรื่องนี้หรือไม่",
)
AN_EMBLEM = Wording(
    en="The certificate of the emblem with its last day; say `emblemInForce` if you hold it.",
    th="หนังสือรับรองตราสัญลักษณ์ที่ระบุวันหมดอายุ หากมีให้แจ้งใน `emblemInForce`",
)

# What would follow.
ALWAYS = Wording(en="Given in general.", th="ให้เป็นการทั่วไป")
LONGER_INSTEAD = Wording(en="The longer exemption takes its place.", th="ใช้ระยะเวลายกเว้นที่ยาวกว่าแทน")
ALL_SEVEN = Wording(en="It covers all seven dimensions.", th="ครอบคลุมครบทั้งเจ็ดด้าน")
FEWER = Wording(en="It covers fewer than seven dimensions.", th="ครอบคลุมไม่ครบเจ็ดด้าน")
HOW_MANY = Wording(en="How many dimensions it covers is not on record.", th="ไม่ปรากฏว่าครอบคลุมกี่ด้าน")
AT_MOST = Wording(
    en="At most so many years; how many for two to six dimensions is not on record.",
    th="ไม่เกินจำนวนปีนี้ และไม่ปรากฏจำนวนปีเมื่อครอบคลุมสองถึงหกด้าน",
)
