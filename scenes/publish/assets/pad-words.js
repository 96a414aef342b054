// What the page says on which one draws, in both languages.
"use strict";

Object.assign(WORDS, {
  film: ["The film", "影片"],
  example: ["Example: {digit}{manner}", "示例：{digit}{manner}"],
  flag: [", with a flag", "，带起笔"], closed: [", closed", "，封口"],
  bar: [", with a bar", "，带横杠"], leaning: [", leaning", "，倾斜"],
  layers: ["{hidden} sums, {hidden} neurons", "{hidden} 个和，{hidden} 个神经元"],
  neuron: ["Neuron {number}: sum {sum}, value {value}", "神经元 {number}：和 {sum}，值 {value}"],
  without: ["Neuron {number}: left out", "神经元 {number}：已去掉"],
  penAt: ["{across} % across, {down} % down", "横向 {across}%，纵向 {down}%"],
  penDown: ["Pen down at {across} % across, {down} % down", "落笔：横向 {across}%，纵向 {down}%"],
  penUp: ["Pen up", "抬笔"],
  blank: ["Nothing is drawn yet: an empty picture.", "还没有写：这是一张空图。"],
  reads: ["The network reads {answer} ({first}), then {next} ({second}).", "网络认为是 {answer}（{first}），其次是 {next}（{second}）。"],
  unchanged: ["Without your changes: {answer} ({first}).", "不作改动时：{answer}（{first}）。"],
  pixelAt: ["row {row}, column {column}: {value}", "行 {row}，列 {column}：{value}"],
  pixelChanged: ["row {row}, column {column}: {value}, drawn {drawn}", "行 {row}，列 {column}：{value}，所写为 {drawn}"],
  adds: ["Neuron {number} counts most: it adds {part} to the sum of {digit}", "神经元 {number} 影响最大：给 {digit} 的和加上 {part}"],
  takes: ["Neuron {number} counts most: it takes {part} from the sum of {digit}", "神经元 {number} 影响最大：从 {digit} 的和中减去 {part}"],
  chosen: ["Neuron {number}", "神经元 {number}"],
  noNeuron: ["Draw, and the neuron that counts most stands here", "写一个数字，影响最大的神经元就会显示在这里"],
  products: ["784 products, added up", "784 个乘积之和"], bias: ["+ its bias", "＋ 偏置"],
  sum: ["= its sum", "＝ 和"], value: ["its sigmoid", "经 sigmoid"],
  counted: ["left out, counts as", "已去掉，按此计"],
  weight: ["× its weight to {digit}", "× 到 {digit} 的权重"],
  part: ["= its part in the sum of {digit}", "＝ 在 {digit} 的和中的份额"],
  parts: ["What neurons 0 to {last} add to the sum of {digit}: {least} to {most}", "神经元 0 到 {last} 在 {digit} 的和中的份额：{least} 到 {most}"],
  whatCounts: ["{digit}: what counts in its sum?", "{digit}：它的和由什么决定？"],
  leaveOut: ["Leave neuron {number} out", "去掉神经元 {number}"],
  noNetwork: ["The network cannot be loaded: put the folder networks beside this page again.", "无法载入网络：请把 networks 文件夹放回此页旁。"],
});

// A sentence with its blanks filled, by their names.
function tell(key, values) {
  return say(key).replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
// A number as the films write it.
function written(value, signed = false) {
  const text = value.toFixed(2);
  if (Number(text) === 0) return "0.00";
  return signed && value > 0 ? `+${text}` : text;
}
