// @ts-check
/** Tells by `tick` that a minute is over, while somebody looks at the page; whoever looks again is told at once if he missed one. */
export const minute = new EventTarget();

let missed = false;

function over() {
  missed = document.hidden;
  if (!missed) minute.dispatchEvent(new Event('tick'));
}

setInterval(over, 60_000);
document.addEventListener('visibilitychange', () => missed && over());
