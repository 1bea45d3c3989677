// Measures what a reader sees of a page and its pictures. Each function returns its faults as texts.
// Evaluated in the page; `pageMeasures` then stays in its window until the next page.
window.pageMeasures = (() => {
  const SHAPES = "rect, circle, ellipse, line, path, polygon, polyline";
  const UNPAINTED = "defs, pattern, clipPath, mask, marker, symbol, linearGradient";
  const SMALLEST_TEXT = 12, SMALLEST_LINK = 24, TEXT_CONTRAST = 4.5, MARK_CONTRAST = 3;
  const LARGE_TEXT = 24, LARGE_BOLD_TEXT = 18.66, LARGE_CONTRAST = 3;
  // The share of a line of text above its capitals, and below its small letters.
  const ABOVE_INK = 0.17, BELOW_INK = 0.12;
  // Layout rounds to a fraction of a pixel; an edge may touch another.
  const TOUCH = 1;

  const ink = (color) => {
    const pixel = Object.assign(document.createElement("canvas"), {width: 1, height: 1});
    const brush = pixel.getContext("2d");
    brush.fillStyle = color;
    brush.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = brush.getImageData(0, 0, 1, 1).data;
    return {rgb: [red, green, blue], alpha: alpha / 255};
  };
  const known = new Map();
  const parsed = (color) => known.get(color) ?? known.set(color, ink(color)).get(color);
  const mixed = (under, over, alpha) => under.map((level, n) => level + (over[n] - level) * alpha);
  const luminance = (rgb) => {
    const linear = rgb.map((level) => {
      const share = level / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const contrast = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };

  const isShown = (element) =>
    element.checkVisibility({opacityProperty: true, visibilityProperty: true})
    && !element.closest(UNPAINTED);
  const opacity = (element) => {
    let share = 1;
    for (let at = element; at; at = at.parentElement) share *= Number(getComputedStyle(at).opacity);
    return share;
  };
  const ownText = (element) =>
    [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)
      .map((node) => node.data).join("").replace(/\s+/g, " ").trim();
  const name = (element) => {
    const holder = element.closest("svg [class]") ?? element;
    const date = element.closest("[data-date]")?.dataset.date ?? "";
    const words = ownText(element).slice(0, 40) || `${element.tagName}.${holder.getAttribute("class") ?? ""}`;
    return `“${words}”${date && ` of ${date}`}`;
  };
  const once = (texts) => [...new Set(texts)];
  const pictures = () => [...document.querySelectorAll("svg")].filter(isShown);
  const texts = (picture) =>
    [...picture.querySelectorAll("text, tspan")].filter((text) => ownText(text) && isShown(text));
  const shapes = (picture) => [...picture.querySelectorAll(SHAPES)].filter(isShown);
  const inkBox = (text) => {
    const {left, right, top, bottom} = text.getBoundingClientRect();
    const height = bottom - top;
    return {left, right, top: top + ABOVE_INK * height, bottom: bottom - BELOW_INK * height};
  };
  const meet = (one, other) =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > TOUCH
    && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > TOUCH;
  const points = ({left, right, top, bottom}, columns, rows) => {
    const steps = (count) => Array.from({length: count}, (_, n) => (n + 0.5) / count);
    return steps(columns).flatMap((x) =>
      steps(rows).map((y) => [left + (right - left) * x, top + (bottom - top) * y]));
  };
  const scale = (element) => {
    const matrix = element.getScreenCTM();
    return Math.sqrt(Math.abs(matrix.a * matrix.d - matrix.b * matrix.c));
  };

  // The paint of a shape: the colours that its fill or stroke may have at one of its points.
  const paint = (shape, kind) => {
    const style = getComputedStyle(shape), value = style[kind];
    const share = opacity(shape) * Number(style[`${kind}Opacity`]);
    const reference = value.match(/^url\("?#([^")]+)"?\)/);
    if (reference) {
      const inside = [...(document.getElementById(reference[1])?.querySelectorAll(SHAPES) ?? [])];
      return inside.flatMap((part) => [...paint(part, "fill"), ...paint(part, "stroke")])
        .map(({rgb, alpha}) => ({rgb, alpha: alpha * share}));
    }
    if (value === "none" || (kind === "stroke" && parseFloat(style.strokeWidth) === 0)) return [];
    const {rgb, alpha} = parsed(value);
    return alpha * share > 0.01 ? [{rgb, alpha: alpha * share}] : [];
  };
  const isAt = (shape, [x, y], kind) => {
    const matrix = shape.getScreenCTM();
    if (!matrix) return false;
    const point = new DOMPoint(x, y).matrixTransform(matrix.inverse());
    return kind === "fill" ? shape.isPointInFill(point) : shape.isPointInStroke(point);
  };
  const isNear = (shape, {left, right, top, bottom}) => {
    const box = shape.getBoundingClientRect(), reach = 4;
    return box.left - reach < right && box.right + reach > left
      && box.top - reach < bottom && box.bottom + reach > top;
  };
  const isOver = (one, other) =>
    Boolean(other.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);

  const surface = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      const isPrinted = !matchMedia("print").matches || style.printColorAdjust === "exact";
      const {rgb, alpha} = parsed(style.backgroundColor);
      if (alpha > 0 && isPrinted) layers.push({rgb, alpha});
      if (alpha === 1 && isPrinted) break;
    }
    return layers.reverse().reduce((under, {rgb, alpha}) => mixed(under, rgb, alpha), [255, 255, 255]);
  };
  // The colours that may lie at a point under these shapes, which are in the order of painting.
  const backdrop = (picture, below, point) => {
    let colors = [surface(picture)];
    for (const shape of below) for (const kind of ["fill", "stroke"]) {
      const paints = paint(shape, kind);
      if (!paints.length || !isAt(shape, point, kind)) continue;
      colors = colors.flatMap((under) => paints.map(({rgb, alpha}) => mixed(under, rgb, alpha)));
      colors = [...new Map(colors.map((color) => [color.join(), color])).values()];
    }
    return colors;
  };
  const halo = (text) => {
    const style = getComputedStyle(text);
    const isHalo = style.paintOrder.startsWith("stroke") && parseFloat(style.strokeWidth) >= 2;
    return isHalo ? paint(text, "stroke") : [];
  };
  const overlaps = () => pictures().flatMap((picture) => {
    const boxes = texts(picture).map((text) => [text, inkBox(text)]);
    return boxes.flatMap(([text, box], n) =>
      boxes.slice(n + 1).filter(([other, around]) => !text.contains(other) && meet(box, around))
        .map(([other]) => `${name(text)} overlaps ${name(other)}`));
  });

  const cutOff = () => pictures().flatMap((picture) => {
    const frame = picture.getBoundingClientRect();
    const leaves = (box) => box.left < frame.left - TOUCH || box.right > frame.right + TOUCH
      || box.top < frame.top - TOUCH || box.bottom > frame.bottom + TOUCH;
    return [...texts(picture).filter((text) => leaves(inkBox(text))),
      ...shapes(picture).filter((shape) => leaves(shape.getBoundingClientRect()))]
      .map((part) => `${name(part)} leaves its picture`);
  });

  const textSizes = () => {
    const sizes = new Map();
    for (const element of document.body.querySelectorAll("*")) {
      if (!ownText(element) || !isShown(element) || element.closest("script, style, desc, title")) continue;
      const size = parseFloat(getComputedStyle(element).fontSize);
      sizes.set(element, element instanceof SVGElement ? size * scale(element) : size);
    }
    return sizes;
  };
  const smallTexts = () => [...textSizes()]
    .filter(([, size]) => size < SMALLEST_TEXT - 0.05)
    .map(([element, size]) => `${name(element)} is ${size.toFixed(1)} px high`);
  let before = new Map();
  const remember = () => { before = textSizes(); };
  // Called after the reader's text size was doubled.
  const grown = (least) => [...textSizes()]
    .filter(([element, size]) => before.has(element) && size < least * before.get(element))
    .map(([element, size]) =>
      `${name(element)} grows from ${before.get(element).toFixed(1)} to ${size.toFixed(1)} px`);

  const contrastFault = (text, ratio, size) => {
    const isLarge = size >= (Number(getComputedStyle(text).fontWeight) >= 700 ? LARGE_BOLD_TEXT : LARGE_TEXT);
    return ratio < (isLarge ? LARGE_CONTRAST : TEXT_CONTRAST) - 0.05
      ? [`${name(text)} has a contrast of ${ratio.toFixed(1)}`] : [];
  };
  const htmlContrast = () => [...textSizes()]
    .filter(([text]) => text instanceof HTMLElement && !text.closest(":disabled"))
    .flatMap(([text, size]) => {
      const under = surface(text), {rgb, alpha} = parsed(getComputedStyle(text).color);
      return contrastFault(text, contrast(mixed(under, rgb, alpha * opacity(text)), under), size);
    });
  const textContrast = () => pictures().flatMap((picture) => {
    const all = shapes(picture);
    return texts(picture).flatMap((text) => {
      const box = inkBox(text), near = all.filter((shape) => isNear(shape, box));
      const below = near.filter((shape) => isOver(text, shape));
      const above = near.filter((shape) => isOver(shape, text));
      const size = parseFloat(getComputedStyle(text).fontSize) * scale(text);
      const around = halo(text), faults = [];
      const line = !around.length && below.filter((shape) => shape.matches("line, path, polyline"))
        .find((shape) => paint(shape, "stroke").length
          && points(box, 5, Math.ceil(2 * (box.bottom - box.top))).some((point) => isAt(shape, point, "stroke")));
      if (line) faults.push(`${name(text)} is crossed by ${name(line)}`);
      for (const point of points(box, 5, 3)) {
        const cover = above.find((shape) =>
          ["fill", "stroke"].some((kind) => paint(shape, kind).length && isAt(shape, point, kind)));
        if (cover) faults.push(`${name(text)} is covered by ${name(cover)}`);
        let under = backdrop(picture, below, point);
        if (around.length) under = under.map((color) => mixed(color, around[0].rgb, around[0].alpha));
        const ratio = Math.min(...paint(text, "fill").flatMap(({rgb, alpha}) =>
          under.map((color) => contrast(mixed(color, rgb, alpha), color))));
        faults.push(...contrastFault(text, ratio, size));
      }
      return once(faults).slice(0, 2);
    });
  });

  // A mark needs contrast on its outer side, by its fill or by its stroke. `faint` are not marks.
  const markContrast = (faint) => pictures().flatMap((picture) => {
    const all = shapes(picture);
    const isMark = (shape) => !shape.closest(faint)
      && (paint(shape, "fill").length || paint(shape, "stroke").length);
    return all.filter(isMark).flatMap((mark) => {
      const box = mark.getBoundingClientRect();
      const below = all.filter((shape) => isOver(mark, shape) && isNear(shape, box));
      const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2], out = 3;
      const outside = [[box.left - out, y], [box.right + out, y], [x, box.top - out], [x, box.bottom + out]]
        .filter((point) => !below.some((shape) =>
          (isMark(shape) && isAt(shape, point, "fill")) || isAt(shape, point, "stroke")));
      const paints = [...paint(mark, "stroke"), ...paint(mark, "fill")];
      const ratios = outside.flatMap((point) => backdrop(picture, below, point)).map((color) =>
        Math.max(...paints.map(({rgb, alpha}) => contrast(mixed(color, rgb, alpha), color))));
      const ratio = Math.min(...ratios, Infinity);
      // A shape with the colour of what is behind it is a place to click, and no mark.
      return ratio > 1.01 && ratio < MARK_CONTRAST - 0.05
        ? [`${name(mark)} has a contrast of ${ratio.toFixed(1)}`] : [];
    });
  });

  // WCAG 2.5.8: a small link needs free space around it, or a larger link to the same address.
  const smallLinks = () => {
    const links = [...document.querySelectorAll("a[href]")].filter(isShown)
      .map((link) => ({link, to: link.href.baseVal ?? link.getAttribute("href"), box: link.getBoundingClientRect()}))
      .filter(({box}) => box.width > 0);
    const isSmall = ({box}) => Math.min(box.width, box.height) < SMALLEST_LINK - 0.5;
    const centre = ({box}) => [box.left + box.width / 2, box.top + box.height / 2];
    const distance = ([x, y], {left, right, top, bottom}) =>
      Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
    const hasSpace = (one) => links.every((other) => {
      if (other === one) return true;
      const [x, y] = centre(other), [at, on] = centre(one);
      return isSmall(other) ? Math.hypot(x - at, y - on) >= SMALLEST_LINK
        : distance([at, on], other.box) >= SMALLEST_LINK / 2;
    });
    const missed = links.filter((one) => isSmall(one) && !hasSpace(one));
    const hit = new Set(links.filter((one) => !missed.includes(one)).map(({to}) => to));
    return missed.filter(({link, to}) => link instanceof SVGElement && !hit.has(to))
      .map(({link, to, box}) => `the link to ${to} is ${box.width.toFixed(0)} x ${box.height.toFixed(0)} px`);
  };

  const overflow = () => {
    const wide = document.documentElement.scrollWidth - innerWidth;
    if (wide <= 0) return [];
    const scrolls = (element) => element && element !== document.body
      && (getComputedStyle(element).overflowX !== "visible" || scrolls(element.parentElement));
    const [, widest] = [...document.body.querySelectorAll("*")]
      .filter((element) => isShown(element) && !scrolls(element.parentElement))
      .map((element) => [element.getBoundingClientRect().right, element])
      .sort((one, other) => other[0] - one[0])[0];
    return [`the page is ${wide} px too wide, by ${widest.cloneNode().outerHTML}`];
  };

  const all = (faint) => once([
    ...overlaps(), ...cutOff(), ...smallTexts(), ...htmlContrast(), ...textContrast(),
    ...markContrast(faint), ...smallLinks(), ...overflow(),
  ]);
  return {all, grown, remember};
})();
