"""What everything is drawn with: sizes and colours, fonts, shapes, icons, the pen."""
