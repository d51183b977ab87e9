/** Takes a second of CPU, however busy the machine is. */
export function countForASecond(): void {
  const start = process.cpuUsage()
  for (;;) {
    for (let sum = 0, turn = 0; turn < 1e6; turn++) sum += turn
    const { user, system } = process.cpuUsage(start)
    if (user + system >= 1e6) return
  }
}

if (process.argv[1] === import.meta.filename) countForASecond()
