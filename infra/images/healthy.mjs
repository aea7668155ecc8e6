// Health check of a container: whichever of our services runs in it, it must say that it is ready.
const ports = [process.env.FAB_PORT || '4300', process.env.FAB_WORKER_PORT || '4301'];
const answers = await Promise.all(
  ports.map((port) =>
    fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(3000) }).then(
      ({ ok }) => ok,
      () => false,
    ),
  ),
);
process.exitCode = answers.includes(true) ? 0 : 1;
