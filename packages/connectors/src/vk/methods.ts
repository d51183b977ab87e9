// Types by deep path: the package's own index imports without extensions, which this compiler's module rules silently turn into `any`.
import type { GroupsGetByIdParams, GroupsGetLongPollServerParams } from '@vkontakte/api-schema-typescript/dist/methods/groups.js'
import type { PhotosGetWallUploadServerParams, PhotosSaveWallPhotoParams } from '@vkontakte/api-schema-typescript/dist/methods/photos.js'
import type { UsersGetParams } from '@vkontakte/api-schema-typescript/dist/methods/users.js'
import type {
  WallCreateCommentParams,
  WallDeleteCommentParams,
  WallDeleteParams,
  WallGetByIdParams,
  WallGetParams,
  WallGetCommentsParams,
  WallPostParams,
} from '@vkontakte/api-schema-typescript/dist/methods/wall.js'

/** Keys of VK: of the community, of the application ("service"), of a person who administers the community. */
export type TokenKind = 'community' | 'service' | 'user'

/** The methods in use with their parameters as VK's own schema 5.199 has them. */
export type MethodParams = {
  'groups.getById': GroupsGetByIdParams
  'groups.getLongPollServer': GroupsGetLongPollServerParams
  'photos.getWallUploadServer': PhotosGetWallUploadServerParams
  'photos.saveWallPhoto': PhotosSaveWallPhotoParams
  'users.get': UsersGetParams
  'wall.createComment': WallCreateCommentParams
  'wall.delete': WallDeleteParams
  'wall.deleteComment': WallDeleteCommentParams
  // VK takes owner_id here as everywhere; its published types have lost it.
  'wall.get': WallGetParams & { owner_id: number }
  'wall.getById': WallGetByIdParams
  'wall.getComments': WallGetCommentsParams
  'wall.post': WallPostParams
}
export type Method = keyof MethodParams

/** Which kinds of key a method takes, the one to be preferred first (access_token_type of schema 5.199). */
export const tokenKinds: Readonly<Record<Method, readonly TokenKind[]>> = {
  'groups.getById': ['community', 'service', 'user'],
  'groups.getLongPollServer': ['community'],
  'photos.getWallUploadServer': ['user'],
  'photos.saveWallPhoto': ['user'],
  'users.get': ['service', 'community', 'user'],
  // A person's key would take it too, but then the reply could appear under that person's name: never used.
  'wall.createComment': ['community'],
  'wall.delete': ['user'],
  'wall.deleteComment': ['user'],
  'wall.get': ['service', 'user'],
  'wall.getById': ['service', 'user'],
  'wall.getComments': ['service', 'user'],
  // In the community's name by `from_group`; VK takes no other key here.
  'wall.post': ['user'],
}

/** Requests a second that VK grants to a key of this kind. */
export const requestsPerSecond: Readonly<Record<TokenKind, number>> = { community: 20, service: 3, user: 3 }
