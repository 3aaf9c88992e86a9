/**
 * Drops files from disk on the page as the operating system would: the browser itself raises
 * dragenter, dragover and drop, and the page gets `File`s that it reads from disk, of any size.
 *
 * `paths` are absolute; `at` is where in the viewport, its middle unless told.
 */
export async function dropFiles(page, paths, at = middleOf(page)) {
  const browser = await page.context().newCDPSession(page);
  const data = { items: [], files: paths, dragOperationsMask: COPY };
  for (const type of ["dragEnter", "dragOver", "drop"]) {
    await browser.send("Input.dispatchDragEvent", { type, ...at, data });
  }
  await browser.detach();
}

const COPY = 1;

function middleOf(page) {
  const { width, height } = page.viewportSize();
  return { x: width / 2, y: height / 2 };
}
