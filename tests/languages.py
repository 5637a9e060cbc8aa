"""Thirty official languages of member states that CLDR knows, and whose script is in fonts/."""

LANGUAGES = ("bg hr cs da nl et fi de el hu ga it lv lt mt pl pt ro sk sl es sv nb ar am ti so sw om fr").split()
