//! Text of the usual length in both languages.

/// A suggestion's words.
pub struct Words {
    pub title: String,
    pub body: String,
    pub lang: &'static str,
    pub dir: &'static str,
}

const ENGLISH: [(&str, &str); 4] = [
    (
        "Shade over the benches along the seaside walk",
        "The benches along the walk stand in full sun from nine in the morning. Old people and \
         families with small children cannot sit there for half of the year. Light sails between \
         the lamp posts would be enough, as they are on the school yards.",
    ),
    (
        "A safe crossing between the school and the bus stop",
        "Two hundred pupils cross four lanes twice a day where there is neither a light nor an \
         island. Drivers come down the slope faster than the sign allows. A raised crossing with \
         a middle island would make both sides slow down.",
    ),
    (
        "Open the library on Friday and Saturday evenings",
        "Students who work during the week can use the library on two evenings only. The reading \
         rooms are empty in the mornings and full after sunset. Moving four hours from the morning \
         to the weekend would cost nothing more.",
    ),
    (
        "Collect glass and metal apart from other waste",
        "Cafes and shops throw everything into one container, and it is full by noon. A second \
         container for glass and metal on every other street would halve the heap, and the town \
         could sell what is collected to pay for the lorries.",
    ),
];

const ARABIC: [(&str, &str); 4] = [
    (
        "مظلّات فوق المقاعد على امتداد الممشى البحري",
        "تقف المقاعد على الممشى تحت الشمس من التاسعة صباحًا، فلا يجلس عليها كبار السن ولا العائلات \
         مع أطفالها نصف السنة. تكفي مظلّات خفيفة بين أعمدة الإنارة كتلك التي في ساحات المدارس.",
    ),
    (
        "معبر آمن بين المدرسة وموقف الحافلات",
        "يعبر مئتا تلميذ أربعة مسارات مرتين في اليوم حيث لا إشارة ولا جزيرة، ويأتي السائقون من \
         المنحدر أسرع مما تسمح به اللوحة. معبر مرتفع بجزيرة في الوسط يهدّئ السير من الجهتين.",
    ),
    (
        "فتح المكتبة مساء الجمعة والسبت",
        "لا يستطيع الطلاب العاملون ارتياد المكتبة إلا في مساءين، وقاعات القراءة خالية صباحًا \
         ومزدحمة بعد الغروب. نقل أربع ساعات من الصباح إلى نهاية الأسبوع لا يكلّف شيئًا.",
    ),
    (
        "جمع الزجاج والمعادن منفصلة عن بقية النفايات",
        "ترمي المقاهي والمتاجر كل شيء في حاوية واحدة تمتلئ قبل الظهر. حاوية ثانية للزجاج والمعادن \
         في كل شارع ثانٍ تقلّل الكومة إلى النصف، ويمكن بيع ما يُجمع لدفع أجرة الشاحنات.",
    ),
];

/// What the agency says when it decides: long enough to be a reason.
pub const REASON: &str = "The municipality has measured the place and asked the ministry. The \
    work fits into next year's budget for public places and will be tendered in spring.";

/// The words of suggestion number `n`: Arabic and English by turns.
pub fn words(n: usize) -> Words {
    let (texts, lang, dir) = if n.is_multiple_of(2) {
        (ENGLISH, "en", "ltr")
    } else {
        (ARABIC, "ar", "rtl")
    };
    let (title, body) = texts[n / 2 % texts.len()];
    Words {
        title: format!("{title} ({n})"),
        body: body.to_owned(),
        lang,
        dir,
    }
}
