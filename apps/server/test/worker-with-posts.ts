import { withPosts } from '../../../packages/storage/test/posts/post.ts'
import { readConfig } from '../src/config.ts'
import { openHouse } from '../src/open-house.ts'
import { serve } from '../src/serve.ts'

// A worker of the program whose record has a second kind of stream: started by the kill test, and killed.
const config = readConfig(process.env, process.cwd(), { directory: '.otklik' })
const house = await openHouse(config, undefined, { aggregates: withPosts })
await serve(house, config, 'worker')
process.stdout.write('ready worker\n')
