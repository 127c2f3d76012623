/** Light or dark: as the machine wishes, until somebody chooses. */
const KEPT = "quintet_theme";

function present() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}

export function useTheme(button) {
  const kept = localStorage.getItem(KEPT);
  if (kept) document.documentElement.dataset.theme = kept;
  const tell = () => button.setAttribute("aria-label", `Theme: ${present()}. Switch.`);
  button.addEventListener("click", () => {
    const other = present() === "dark" ? "light" : "dark";
    document.documentElement.dataset.theme = other;
    localStorage.setItem(KEPT, other);
    tell();
  });
  tell();
}
