"""Names that are no person's: organisations, ships, places, roads, works; no person's name is looked for inside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.masking.lexicon import words

_HAN = "\u4e00-\u9fff"
_FIRM_ENDINGS = (
    r"有限责任公司|股份有限公司|有限公司|集团公司|分公司|子公司|公司|集团|合作社|合伙企业"
    r"|事务所|经营部|货运部|维修部|修理部|修理厂|服务部|营业部|配货站|信息部|项目部|商行"
    r"|商店|超市|饭店|酒店|宾馆|旅馆|餐馆|餐厅|小吃店|面馆|"
    r"洗车店|汽修店|汽修厂|轮胎店|配件店|门市部|门市|加油站|加气站|充电站|驾校"
    r"|驾驶员培训学校|培训学校|培训中心|车队|船队|船厂|造船厂|水泥厂|搅拌站|砖厂|石料厂"
    r"|采石场|预制厂|养殖场|农场|林场|家庭农场|工作室|工程队|施工队|"
    r"运输户|经销处|代办处|物流园|产业园|工业园|科技园|幼儿园|小学|中学|大学|学院|学校"
    r"|医院|卫生院|诊所|银行|支行|分行|信用社|律所|律师事务所|研究院|设计院|检测站|检验站"
    r"|检测中心|商会|协会|学会|基金会|联合会|"
    r"(?:交通运输|公安|市场监督管理|市场监管|税务|财政|发展和改革|应急管理|自然资源"
    r"|生态环境|人力资源和社会保障|住房和城乡建设|水利|农业农村|海事|海关)[局厅]|人民政府"
    r"|管理局|执法局|分局|支队|大队|中队|管理处|管委会|委员会|"
    r"办事处|居委会|村委会|服务中心|发展中心|事业中心|指挥中心|管理中心|管理所|派出所"
    r"|收费站|服务区|船闸|码头|港区|车站|客运站|汽车站|火车站|公交站|地铁站|枢纽|停车场"
    r"|维修中心|门诊部|(?<![到在本该进开抵离])店|厂|馆|铺|坊|(?:车|商|货|洋|租|配|修|银|支|分)行"
)
_FIRM = re.compile(rf"(?:{_FIRM_ENDINGS})(?![{_HAN}]{{0,1}}(?:为|驶|驾|动|车(?!队)))")
_SHORT_ENDINGS = frozenset(("店", "厂", "馆", "铺", "坊"))
_LEFT = re.compile(rf"(?:[{_HAN}A-Za-z0-9·＆&]|[（(][{_HAN}]{{1,6}}[）)]){{1,26}}$")
_BREAK = re.compile(
    r"不服|名下|汇入|汇至|转入|存入|退款|退还|打入|当事人|驾驶员|驾驶人|法定代表人|负责人|经营者|申请人|被处罚人|委托人|代理人"
    r"|被告|原告|由|[在与向对将被把是系从给之该其某等的了至到]|以及|挂靠|受雇于?|所属"
    r"|任职于?|就职于?|供职于?|入职|签订|驾驶|乘坐|前往|担任|代表|登记为|"
    r"承包|受托|委托|经查|查明|隶属|驾车|注册|设立|成立|开办|经营(?!部)|投资|联系|位于"
    r"|来自|途经|经过|路过|行驶|行至|停靠|靠泊|依法|通知|告知|责令|要求|收到|发现|检查"
    r"|约谈|走访|会同|联合|和(?=[^平谐信美顺合])|及(?=[^时])|、|为(?=[^民])|于(?=[^洪])|让"
    r"|经(?=[^济纬贸纪营])"
)
_SHIP = re.compile(
    rf"[{_HAN}]{{2,6}}\s?\d{{1,6}}号?(?:轮|船)|[苏鲁浙皖沪闽粤豫鄂湘赣冀津辽桂琼][{_HAN}]{{1,5}}\d{{3,6}}"
    rf"|[“\"「『《][{_HAN}A-Za-z0-9]{{2,12}}[”\"」』》](?:号)?(?=[轮号船])"
    rf"|[“\"「『][{_HAN}]{{2,8}}\d{{2,6}}(?:号|轮)?[”\"」』]"
    rf"|[{_HAN}]{{2,5}}(?:货|油|集|拖|驳|渔|化|客|渡|轮|号|机|工|运|航)\s?\d{{2,6}}"
)
_PLACE = re.compile(
    rf"(?<=[{_HAN}])(?:省|市|自治区|县|街道|镇|乡|村|社区|小区|庄|屯|巷|弄|胡同|大道|大街"
    rf"|路|街|桥|大桥|特大桥|隧道|立交|互通|枢纽|高速|航道|运河|河|湖|江|海|岛|山|岭|港|湾"
    rf"|闸|码头|渡口|锚地|水库|沟|圩|花园|家园|新村|大厦|广场|公寓|苑|"
    rf"服务区|收费站|道口|路口|出口|入口|国道|省道|县道|乡道|线|段|标段|项目|工程|园区|开发区|新区|景区|公园|学校)"
)
_VALUE_OF_A_FIRM = re.compile(
    rf"(?:单位|企业|公司|机构|单位名称|企业名称|字号|商号|店名|船名|船舶名称|品牌|项目名称"
    rf"|工程名称|地点|路段|路线|线路|航线|途经|起点|终点|站点)(?:名称)?(?:为"
    rf"|是)?[：:]\s?(?P<value>[{_HAN}A-Za-z0-9（）()·、]{{2,40}})"
)
_COINED = re.compile(r"信易[\u4e00-\u9fff+]|容缺|放管服|信用修复|双随机|双公示")
_PLACE_LEFT = re.compile(rf"[{_HAN}]{{1,3}}$")
_TITLES = re.compile(
    r"《[^《》\n]{1,60}》|(?<![人员长主客者为叫名：:，])[“「‘][^“”「」‘’\n]{1,8}[”」’]"
    r"|“[^“”\n]{1,30}”(?=精神|工程|行动|活动|称号|奖|平台|系统|品牌|工作室|线)"
)


def organisations(text: str) -> Iterator[tuple[int, int]]:
    """Firms, offices, schools: from the last word that cannot belong to the name up to the ending."""
    for ending in _FIRM.finditer(text):
        left = _LEFT.search(text, max(0, ending.start() - 26), ending.start())
        if not left:
            continue
        start = left.start()
        for stop in _BREAK.finditer(text, left.start(), ending.start()):
            start = stop.end()
        if ending.group() in _SHORT_ENDINGS and ending.start() - start > 8:
            continue
        if start < ending.start():
            yield start, ending.end()


def ships_and_titles(text: str) -> Iterator[tuple[int, int]]:
    """Ships with their numbers, titles of works and named campaigns."""
    for match in _VALUE_OF_A_FIRM.finditer(text):
        yield match.span("value")
    for match in _COINED.finditer(text):
        yield match.span()
    for match in _SHIP.finditer(text):
        yield match.span()
    for match in _TITLES.finditer(text):
        if not _could_be_a_name(match.group()[1:-1]):
            yield match.span()


def _could_be_a_name(quoted: str) -> bool:
    """A quoted three-sign word that begins with a surname and is in no dictionary."""
    return len(quoted) == 3 and quoted[0] in words.surnames() and quoted not in words.vocabulary()
