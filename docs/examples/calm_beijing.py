"""A policy for `--policy docs/examples/calm_beijing.py`: host the guest, promise nothing, and spend tokens on calm."""


def orders(view):
    """Called once a turn in every world with what Mongolia may know; answers with tokens and decisions."""
    decide = {}
    if "december_answer" in view.open:
        decide["december_answer"] = "let_it_cool"
    if "rescue_plan" in view.open:
        decide["rescue_plan"] = "imf" if "imf" in view.open["rescue_plan"] else "muddle_through"
    if "bond_wall" in view.open and "swap_bond" in view.open["bond_wall"]:
        decide["bond_wall"] = "swap_bond"
    if "october_bond" in view.open and "issue_800" in view.open["october_bond"]:
        decide["october_bond"] = "issue_800"
    left = view.capital - 2  # what a decision may cost
    place = {"china": {"reassurance": min(3, left)}} if view.values["strain.china"] > 20 else {"china": {"visit": 1}}
    left -= sum(place["china"].values())
    if left > 0:
        place["japan"] = {"visit": min(2, left)}
    return {"place": place, "decide": decide}
