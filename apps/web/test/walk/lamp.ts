import type { Browser } from 'playwright-core'

const scene = `<body style="margin:0;height:600px;background:linear-gradient(#0b1430,#27365e 70%,#1b2233 70%)">
<div style="position:absolute;left:430px;top:120px;width:14px;height:420px;background:#4a4f5c"></div>
<div style="position:absolute;left:430px;top:120px;width:150px;height:12px;background:#4a4f5c"></div>
<div style="position:absolute;left:380px;top:0;width:400px;height:400px;border-radius:50%;
background:radial-gradient(#fff3c4 4%,#ffd97aaa 16%,#ffd97a00 62%)"></div></body>`

/** A photograph that an executor takes: a street lamp that shines again. PNG. */
export async function lampPhoto(browser: Browser) {
  const page = await browser.newPage({ viewport: { width: 800, height: 600 } })
  await page.setContent(scene)
  const buffer = await page.screenshot()
  await page.close()
  return { name: 'фонарь.png', mimeType: 'image/png', buffer }
}
