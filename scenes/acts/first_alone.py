"""The base of acts whose telling things go first and alone."""

from scenes.acts.player import ActPlayer
from scenes.words.phrases import the_others


class FirstAlone(ActPlayer):
    """Acts whose `turns` are a Schedule that has some go alone.

    The sentence about a thing stands while it goes alone; then one about all
    others stands to the end.
    """

    def words(self, time):
        index = self.turns.alone(time)
        if index is not None:
            return self.turn_words(index)
        others = self.count - len(self.turns.firsts)
        if time < self.turns.together or others < 1:
            return ""
        return the_others(others)
