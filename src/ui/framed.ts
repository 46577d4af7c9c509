/** Whether a page of another origin shows this one in a frame: it could lay something over a button that is then pressed. */
export function isFramedByOther(view: Window = window): boolean {
  if (view.top === view) return false;
  try {
    return view.top!.location.origin !== view.location.origin;
  } catch {
    return true;
  }
}
