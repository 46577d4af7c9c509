import type { Shape } from '../../scans/shapes.js';

/** Draws shapes on a canvas as `shapesSvg` writes them: no image is loaded, so that no policy of the page can be in the way. */
export function drawShapes(context: CanvasRenderingContext2D, shapes: readonly Shape[], font: string): void {
  for (const shape of shapes) {
    context.save();
    context.translate(shape.x ?? 0, shape.y ?? 0);
    context.fillStyle = shape.fill ?? 'transparent';
    switch (shape.kind) {
      case 'rect':
        context.globalAlpha = shape.opacity ?? 1;
        context.beginPath();
        context.roundRect(0, 0, shape.width, shape.height, shape.radius ?? 0);
        context.fill();
        break;
      case 'circle':
        context.beginPath();
        context.arc(0, 0, shape.radius, 0, 2 * Math.PI);
        context.fill();
        context.strokeStyle = shape.stroke;
        context.lineWidth = 2;
        context.stroke();
        break;
      case 'path':
        drawPath(context, shape);
        break;
      case 'text':
        context.font = `${shape.weight} ${shape.size}px ${font}`;
        // The same ends whatever the direction of the page, as in the file.
        context.direction = 'ltr';
        context.textAlign = shape.anchor === 'middle' ? 'center' : shape.anchor;
        context.fillText(shape.text, 0, 0);
        break;
    }
    context.restore();
  }
}

function drawPath(context: CanvasRenderingContext2D, { d, fill, opacity, stroke, width, dash }: Extract<Shape, { kind: 'path' }>): void {
  const path = new Path2D(d);
  if (fill) {
    context.globalAlpha = opacity ?? 1;
    context.fill(path);
    context.globalAlpha = 1;
  }
  if (!stroke) return;
  context.strokeStyle = stroke;
  context.lineWidth = width ?? 1;
  context.lineJoin = 'round';
  context.lineCap = dash ? 'round' : 'butt';
  context.setLineDash([...(dash ?? [])]);
  context.stroke(path);
}
