// Plays a film where its poster stands. Nothing is sent to the provider before the
// click; without this script the poster is a plain link to the film.
const origins = ["https://www.youtube-nocookie.com", "https://player.vimeo.com"];

document.addEventListener("click", (event) => {
  if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const poster = event.target.closest("a.video[data-embed]");
  if (!poster) return;
  const address = new URL(poster.dataset.embed, location.href);
  if (!origins.includes(address.origin)) return;
  event.preventDefault();
  address.searchParams.set("autoplay", "1");
  const film = document.createElement("iframe");
  film.src = address.href;
  film.title = poster.dataset.title || poster.textContent.trim();
  film.allow = "autoplay; fullscreen; picture-in-picture";
  film.allowFullscreen = true;
  film.referrerPolicy = "strict-origin-when-cross-origin";
  const frame = document.createElement("div");
  frame.className = "video";
  frame.append(film);
  poster.replaceWith(frame);
  film.focus();
});
