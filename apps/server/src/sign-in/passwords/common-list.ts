let loading: Promise<ReadonlySet<string>> | null = null

/**
 * Russian words that people take first and that the international list lacks; it has most of them as typed on the Latin layout.
 * Looked for in both layouts and in both directions, as every word of the list.
 */
const russian = `пароль парольчик секрет привет любовь люблю москва россия родина солнце солнышко наташа александр владимир сергей
дмитрий андрей алексей максим евгений татьяна ольга елена анастасия екатерина светлана марина ирина людмила галина администратор админ
администрация начальник директор бухгалтер глава куратор исполнитель город школа работа компьютер интернет спартак зенит динамо локомотив
победа весна лето осень зима январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь понедельник вторник среда
четверг пятница суббота воскресенье кошка собака котенок зайчик мамочка мама папа бабушка самара казань новосибирск екатеринбург`

/** The list of common passwords, read at its first use: a worker never needs it. */
export function commonPasswords(): Promise<ReadonlySet<string>> {
  loading ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set([...dictionary['passwords-common'].map(String), ...russian.split(/\s+/)]),
  )
  return loading
}
