"""Add figures

Add your own counts by area or postcode. You see what was understood, what is wrong, how it will look and what will be
left out to protect people. Nothing is stored before that.
"""

from jsna.ui import frame, terms
from jsna.ui.parts import (
    add_figures,
    add_figures_back,
    add_figures_check,
    add_figures_columns,
    add_figures_form,
    add_figures_next,
    add_figures_preview,
)

POSITION = 10

with frame.page(__doc__, in_address=False):
    terms.explained("indicator", "base", "lsoa", "msoa", "withheld", "marks")
    if add_figures.accepted():
        understood = add_figures.file()
        if understood is not None:
            known = add_figures_next.chosen()
            if known is not None:
                prepared = add_figures_next.preview(understood, known)
            else:
                checked = add_figures_check.checked(understood, add_figures_columns.chosen(understood))
                answers = add_figures_form.description(checked.periods)
                prepared = add_figures_preview.preview(checked, answers)
            if prepared is not None and not add_figures_preview.storing(prepared, is_next=known is not None):
                add_figures_preview.on_the_map(prepared)
        add_figures_back.offer()
