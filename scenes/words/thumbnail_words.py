"""What stands on the films' thumbnails: at most four words, true of any record."""

from scenes.words.languages import ALL

MOST = 4  # words; in Chinese lines
# In English and in Chinese, a line each.
_WORDS = {
    "forward": ("From input to answer", "从输入\n到答案"),
    "neurons": ("Inside a network", "网络的\n内部"),
    "mistakes": ("Why it misread", "为什么\n认错"),
    "backprop": ("How errors flow back", "误差\n怎样传回"),
    "learning_step": ("One learning step", "学习的\n一步"),
    "training": ("From random to trained", "从随机\n到训练好"),
}


def thumbnail_words(name: str, title: str, language: str) -> list[str]:
    """The lines of a film's thumbnail.

    Args:
        name: of the film's file; of others than the project's own the first
            words of its title are taken.
        title: of the film in the language.
        language: of both.
    """
    own = _WORDS.get(name)
    if own is None:
        return _first_words(title, language)
    return own[1].split("\n") if language == "zh" else own[0].split()


def _first_words(title: str, language: str) -> list[str]:
    if ALL[language].between:
        return title.split()[:MOST]
    return [title[at : at + MOST] for at in range(0, min(len(title), 12), MOST)]
