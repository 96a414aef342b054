"""What the films are called, in English and in Chinese."""

FILMS = {
    "forward": ("A digit on its way through a neural network", "一个数字穿过神经网络"),
    "backprop": (
        "How a neural network learns from one digit",
        "神经网络怎样从一个数字学习",
    ),
    "learning_step": (
        "One whole learning step, and what it changed",
        "完整的一步学习，以及它改变了什么",
    ),
    "mistakes": (
        "A digit read wrong beside one read right",
        "一个读错的数字，一个读对的数字",
    ),
    "neurons": ("The same network, drawn as neurons", "同一个网络，画成神经元"),
    "training": (
        "A training, from random weights to trained ones",
        "一次训练：从随机权重到训练好的权重",
    ),
}
