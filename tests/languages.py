# ruff: noqa: RUF001
"""Thirty official languages of member states that CLDR knows, and whose script is in fonts/."""

LANGUAGES = ("bg hr cs da nl et fi de el hu ga it lv lt mt pl pt ro sk sl es sv nb ar am ti so sw om fr").split()

# The first texts of a translation, for drafts in other scripts: names, a sentence or two, marks, dates and lists.
DRAFTS = {
    "el": {
        "masthead.name": "Διαδικασία **του Χαρτούμ**",
        "masthead.subtitle": "Πρωτοβουλία για τη μεταναστευτική διαδρομή ΕΕ-Κέρατος της Αφρικής",
        "lead.title": "Τι είναι η Διαδικασία του Χαρτούμ;",
        "lead.text": "Η **Πρωτοβουλία για τη μεταναστευτική διαδρομή ΕΕ-Κέρατος της Αφρικής** είναι περιφερειακός "
        "διάλογος για τη μετανάστευση και πλατφόρμα πολιτικής συνεργασίας μεταξύ των χωρών κατά μήκος της διαδρομής.",
        "facts.established": "Ίδρυση:",
        "facts.current_chair": "Τρέχουσα προεδρία:",
        "facts.upcoming_chair": "Επόμενη προεδρία:",
        "members.title": "Κράτη μέλη",
        "members.legend": "Τα μέλη της Διευθύνουσας Επιτροπής με πράσινο",
        "activities.title": "Δραστηριότητες",
        "framework.title": "Στρατηγικό πλαίσιο",
        "connect.title": "Επικοινωνία",
    },
    "am": {
        "masthead.name": "የካርቱም **ሂደት**",
        "masthead.subtitle": "የአውሮፓ ኅብረት እና የአፍሪካ ቀንድ የስደት መስመር ኢኒሼቲቭ",
        "lead.title": "የካርቱም ሂደት ምንድን ነው?",
        "lead.text": "**የአውሮፓ ኅብረት እና የአፍሪካ ቀንድ የስደት መስመር ኢኒሼቲቭ** (የካርቱም ሂደት) ስለ ስደት የሚደረግ ክልላዊ ውይይት ነው። "
        "በመስመሩ ላይ ባሉ አገራት መካከል ለሚደረግ የፖለቲካ ትብብር መድረክ ሆኖ ያገለግላል።",
        "facts.established": "የተመሠረተበት፦",
        "facts.current_chair": "የአሁኑ ሊቀመንበር፦",
        "facts.upcoming_chair": "ቀጣዩ ሊቀመንበር፦",
        "members.title": "አባል አገራት",
        "members.legend": "የአስተባባሪ ኮሚቴ አባላት በአረንጓዴ",
        "activities.title": "ተግባራት",
        "framework.title": "ስልታዊ ማዕቀፍ",
        "connect.title": "ያግኙን",
    },
    "he": {
        "masthead.name": "תהליך **חרטום**",
        "masthead.subtitle": "יוזמת נתיב ההגירה של האיחוד האירופי וקרן אפריקה",
        "lead.title": "מהו תהליך חרטום?",
        "lead.text": "**יוזמת נתיב ההגירה של האיחוד האירופי וקרן אפריקה** (תהליך חרטום) היא דיאלוג אזורי בנושא הגירה. "
        "היא משמשת במה לשיתוף פעולה מדיני בין המדינות שלאורך נתיב ההגירה ומקלה על חילופי מידע.",
        "facts.established": "נוסד:",
        "facts.current_chair": "יושבת ראש נוכחית:",
        "facts.upcoming_chair": "יושבת ראש הבאה:",
        "members.title": "מדינות חברות",
        "members.legend": "חברות ועדת ההיגוי בירוק",
        "activities.title": "פעילויות",
        "activities.intro": "תהליך חרטום מקיים מפגשים **ברמה המדינית והטכנית**. בכך הוא שואף ליצור:",
        "connect.title": "צרו קשר",
    },
    "fa": {
        "masthead.name": "فرایند **خارطوم**",
        "masthead.subtitle": "ابتکار مسیر مهاجرت اتحادیه اروپا و شاخ آفریقا",
        "lead.title": "فرایند خارطوم چیست؟",
        "lead.text": "**ابتکار مسیر مهاجرت اتحادیه اروپا و شاخ آفریقا** (فرایند خارطوم) گفت\u200cوگویی منطقه\u200cای "
        "دربارهٔ مهاجرت است. این فرایند بستری برای همکاری سیاسی میان کشورهای واقع در مسیر مهاجرت است و تبادل اطلاعات را "
        "تسهیل می\u200cکند.",
        "facts.established": "تأسیس:",
        "facts.current_chair": "رئیس کنونی:",
        "facts.upcoming_chair": "رئیس آینده:",
        "members.title": "کشورهای عضو",
        "members.legend": "اعضای کمیتهٔ راهبری به رنگ سبز",
        "activities.title": "فعالیت\u200cها",
        "activities.intro": "فرایند خارطوم نشست\u200cهایی در **سطح سیاسی و فنی** برگزار می\u200cکند و می\u200cکوشد:",
        "connect.title": "با ما در تماس باشید",
    },
}
