type Noun = { readonly ru: readonly [one: string, few: string, many: string]; readonly en: readonly [one: string, other: string] }

const noun = (ru: Noun['ru'], en: Noun['en']): Noun => ({ ru, en })
const same = (ru: string, en: Noun['en']): Noun => noun([ru, ru, ru], en)

/** What people call the kinds of things that a message may carry. */
export const nouns: Readonly<Record<string, Noun>> = {
  photo: same('фото', ['photo', 'photos']),
  posted_photo: same('фото', ['photo', 'photos']),
  photos_list: noun(['набор фото', 'набора фото', 'наборов фото'], ['set of photos', 'sets of photos']),
  album: noun(['альбом', 'альбома', 'альбомов'], ['album', 'albums']),
  graffiti: noun(['рисунок', 'рисунка', 'рисунков'], ['drawing', 'drawings']),
  sticker: noun(['стикер', 'стикера', 'стикеров'], ['sticker', 'stickers']),
  gift: noun(['подарок', 'подарка', 'подарков'], ['gift', 'gifts']),
  video: same('видео', ['video', 'videos']),
  clip: noun(['клип', 'клипа', 'клипов'], ['clip', 'clips']),
  story: noun(['история', 'истории', 'историй'], ['story', 'stories']),
  audio: noun(['аудиозапись', 'аудиозаписи', 'аудиозаписей'], ['recording', 'recordings']),
  audio_message: noun(['голосовое сообщение', 'голосовых сообщения', 'голосовых сообщений'], ['voice message', 'voice messages']),
  audio_playlist: noun(['плейлист', 'плейлиста', 'плейлистов'], ['playlist', 'playlists']),
  podcast: noun(['подкаст', 'подкаста', 'подкастов'], ['podcast', 'podcasts']),
  doc: noun(['документ', 'документа', 'документов'], ['document', 'documents']),
  link: noun(['ссылка', 'ссылки', 'ссылок'], ['link', 'links']),
  article: noun(['статья', 'статьи', 'статей'], ['article', 'articles']),
  page: noun(['страница', 'страницы', 'страниц'], ['page', 'pages']),
  note: noun(['заметка', 'заметки', 'заметок'], ['note', 'notes']),
  wall: noun(['запись со стены', 'записи со стены', 'записей со стены'], ['wall post', 'wall posts']),
  wall_reply: noun(['комментарий', 'комментария', 'комментариев'], ['comment', 'comments']),
  poll: noun(['опрос', 'опроса', 'опросов'], ['poll', 'polls']),
  market: noun(['товар', 'товара', 'товаров'], ['product', 'products']),
  market_album: noun(['подборка товаров', 'подборки товаров', 'подборок товаров'], ['set of products', 'sets of products']),
  event: noun(['мероприятие', 'мероприятия', 'мероприятий'], ['event', 'events']),
  app: noun(['приложение', 'приложения', 'приложений'], ['app', 'apps']),
  mini_app: noun(['приложение', 'приложения', 'приложений'], ['app', 'apps']),
  other: noun(['вложение', 'вложения', 'вложений'], ['attachment', 'attachments']),
  geo: noun(['место на карте', 'места на карте', 'мест на карте'], ['place on the map', 'places on the map']),
}
