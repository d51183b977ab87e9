import { type Entry, entry } from './refusals.ts'

/** What signing in, passwords and the people of an organisation are refused for. */
export const peopleProblems = {
  'upload-quota': entry(
    429,
    'На сегодня снимков достаточно',
    'No more pictures today',
    'Дневной предел загрузки исчерпан. Продолжите завтра; предел меняет тот, кто ведёт сервер: OTKLIK_UPLOADS_PER_DAY, OTKLIK_UPLOAD_MB_PER_DAY.',
    "The day's limit of uploads is used up. Go on tomorrow; whoever runs the server sets it: OTKLIK_UPLOADS_PER_DAY, OTKLIK_UPLOAD_MB_PER_DAY.",
  ),
  'wrong-password': entry(
    401,
    'Логин или пароль не подходит',
    'Login or password is wrong',
    'Проверьте раскладку и повторите; новый пароль даёт администратор.',
    'Check the keyboard layout and try again; an administrator gives a new password.',
  ),
  'password-not-own': entry(
    403,
    'Пароль задал другой человек',
    'Another person chose this password',
    'Сначала смените пароль на свой: PUT /api/session/password.',
    'First change it to one of your own: PUT /api/session/password.',
  ),
  'wrong-present-password': entry(
    422,
    'Нынешний пароль не подошёл',
    'The present password is wrong',
    'Проверьте раскладку и Caps Lock и введите пароль, с которым вошли.',
    'Check the keyboard layout and Caps Lock, and enter the password that you signed in with.',
  ),
  'weak-password': entry(
    422,
    'Такой пароль легко угадать',
    'Such a password is easily guessed',
    'Возьмите другой: несколько слов, которые связаны только для вас.',
    'Take another one: several words that belong together to you alone.',
  ),
  'shared-sign-in': entry(
    409,
    'Этот человек входит и в другую организацию',
    'This person works in another organisation too',
    'Логин и пароль у него общие на все организации: их меняет он сам или тот, кто ведёт сервер. Остальное сохраните без них.',
    'Login and password are one for all organisations: they are changed by the person or by whoever runs the server. Save the rest without them.',
  ),
  'own-password': entry(
    422,
    'Это ваш собственный пароль',
    'This is your own password',
    'Свой пароль меняют в меню человека, назвав нынешний: PUT /api/session/password.',
    'Change your own password in your menu, giving the present one: PUT /api/session/password.',
  ),
  'login-taken': entry(409, 'Такой логин уже есть', 'The login is taken', 'Выберите другой логин.', 'Choose another login.'),
  'password-missing': entry(
    422,
    'Новому человеку нужен пароль',
    'A new person needs a password',
    'Задайте password: от 10 до 256 знаков.',
    'Give a password of 10 to 256 characters.',
  ),
  'last-administrator': entry(
    422,
    'Останется без администратора',
    'No administrator would be left',
    'Сначала дайте роль администратора другому.',
    'First make somebody else an administrator.',
  ),
} as const satisfies Record<string, Entry>
