from PyQt6.QtCore import *

NULL: None
