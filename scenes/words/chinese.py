"""Names of the code, and of what is counted, in Chinese."""

NAMES = {
    "weights": "权重", "biases": "偏置", "image": "图像", "misread": "读错的图像",
    "hidden": "隐藏层", "output": "输出层",
    "hidden neurons": "隐藏神经元", "output neurons": "输出神经元",
    "hidden pre sigmoid": "隐藏层求和", "output pre sigmoid": "输出层求和",
    "expected output": "期望输出", "output delta": "输出误差",
    "hidden delta": "隐藏误差", "hidden error": "传回的误差",
    "sigmoid differential": "sigmoid 的斜率",
    "hidden to output weights": "隐藏层到输出层的权重",
    "input to hidden weights": "输入层到隐藏层的权重",
    "hidden to output adjustment": "隐藏层到输出层的调整量",
    "input to hidden adjustment": "输入层到隐藏层的调整量",
    "hidden biases": "隐藏层偏置", "output biases": "输出层偏置",
    "Neuron": "神经元", "Digit": "数字", "Row": "行",
}
