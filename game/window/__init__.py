"""The window: screens, widgets and drawing with pygame-ce. It knows the session, and no other front end."""
