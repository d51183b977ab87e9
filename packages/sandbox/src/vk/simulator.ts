import type { PageComment, Simulator } from '../port.ts'
import { startVkSandbox } from './sandbox.ts'
import type { Comment } from './world.ts'

/** The pretended VK as a page with posts: a community. */
export const vkSimulator: Simulator = {
  network: 'vk',
  async open({ ownId, people, memoryMs, comments, ...wish }) {
    const sandbox = await startVkSandbox({
      ...wish,
      groupId: Number(ownId),
      ...(people === undefined ? {} : { users: people }),
      ...(memoryMs === undefined ? {} : { guidMemoryMs: memoryMs }),
      // What `comments()` gave is a comment of VK with one field more.
      ...(comments === undefined ? {} : { comments: comments as readonly (PageComment & Comment)[] }),
    })
    const { community, service, user } = sandbox.tokens
    return {
      url: sandbox.url,
      account: {
        network: 'vk',
        ownId,
        fields: { apiBase: sandbox.apiBase },
        secrets: { communityToken: community, serviceToken: service, userToken: user },
      },
      write: ({ author, ...said }) =>
        sandbox.comment({ ...said, ...(typeof author === 'number' ? { authorId: author } : { authorName: author }) }),
      posts: () => sandbox.posts(),
      comments: () => sandbox.comments().map((comment) => ({ ...comment, own: comment.fromId < 0 })),
      close: () => sandbox.close(),
    }
  },
}
