"""The film of neurons: a forward pass as layers of neurons joined by lines."""

from dataclasses import dataclass

from scenes.acts import schedule
from scenes.acts.act import shapes_of
from scenes.acts.film_step import FilmStep
from scenes.acts.legacy import Act, Rhythm
from scenes.arrays.numbers import bar_number_format
from scenes.reading import shown_neurons
from scenes.reading.forward_pass import PIXELS, ForwardPass, forward_pass
from scenes.words import neurons as words

GROW = 1.2    # seconds in which the lines grow
LABEL = 1.4   # seconds in which one weight is named
ANSWER = 1.6  # seconds in which the answer appears

# By the kind of act and the layer. What is said first can be read before the
# first pulse leaves; what is seen the second time goes faster.
RHYTHMS = {
    ("neuron_pixels", 1): Rhythm(1.2, 0.6, 0.35, start=1.4),
    ("neuron_sums", 2): Rhythm(2.8, 0.5, 0.25, start=4.0),
    ("neuron_biases", 2): Rhythm(1.0, 0.45, 0.15, start=0.6),
    ("neuron_curve", 2): Rhythm(2.0, 0.45, 0.15),
    ("neuron_sums", 3): Rhythm(1.8, 0.5, 0.25, start=3.8),
    ("neuron_biases", 3): Rhythm(0.7, 0.45, 0.15, start=0.6),
    ("neuron_curve", 3): Rhythm(1.1, 0.45, 0.15),
    ("neuron_answer", 3): Rhythm(0.4, 0.8, 0.15)}


@dataclass(frozen=True)
class Network:
    """What of a forward pass is drawn, and in which order.

    Attributes:
        run: the ForwardPass.
        shown: indices of the neurons drawn, from 0, of each of three layers.
    """

    run: ForwardPass
    shown: tuple

    def layer(self, number):
        """The LayerPass of layer 2 or 3."""
        return (self.run.hidden, self.run.output)[number - 2]

    def turns(self, kind, number):
        """The Schedule of the neurons drawn of a layer, 1 to 3, in a kind
        of act."""
        return RHYTHMS[kind, number].turns(len(self.shown[number - 1]))

    def weight_labels(self):
        """(layer, shown to, shown from) of the weights that are named: the
        first and the last of each layer."""
        return tuple((layer, *where) for layer in (2, 3) for where in (
            (0, 0), (len(self.shown[layer - 1]) - 1,
                     len(self.shown[layer - 2]) - 1)))


def neuron_steps(trace):
    """The FilmSteps of the film of neurons.

    Raises:
        FilmError: the trace holds no forward pass of a digit network.
    """
    run = forward_pass(trace)
    network = Network(run, (
        shown_neurons.of_picture(run.image.array.ravel()),
        shown_neurons.of_layer(run.hidden.count),
        shown_neurons.of_layer(run.output.count)))
    function = run.hidden.step.function
    steps = [_step("pixels", function, None, _pixels(network)),
             _step("weights", function, None, _weights(network))]
    for number in (2, 3):
        layer, name = network.layer(number), words.LAYERS[number - 1]
        steps += [_step(f"{name}-sums", function, layer.step.span,
                        _sums(network, number), _biases(network, number)),
                  _step(f"{name}-neurons", function, layer.squashing.span,
                        _curve(network, number))]
    if run.answer is not None:
        steps.append(_step("answer", run.answering.function,
                           run.answering.span, _answer(network)))
    return tuple(steps)


def _step(slug, function, statement, *acts):
    return FilmStep(slug, words.step_name(slug), function, statement, acts)


def _act(kind, network, result, seconds, title, lead, caption, *,
         operations=(), operands=(), name="", mark=None, shapes="",
         turns=None, **options):
    return Act(kind, operations, operands, result, name or result.name,
               schedule.tenths(seconds), title, lead, caption, mark, shapes,
               turns=turns, options={"network": network, **options})


def _pixels(network):
    image, shown = network.run.image, len(network.shown[0])
    turns = network.turns("neuron_pixels", 1)
    return _act("neuron_pixels", network, image, turns.end + schedule.HOLD,
                words.pixels_title(PIXELS), words.pixels_lead(),
                words.pixels_caption(PIXELS, shown), operands=(image,),
                turns=turns)


def _weights(network):
    matrices = [network.layer(number).weights for number in (2, 3)]
    return _act("neuron_weights", network, matrices[-1],
                GROW + LABEL * len(network.weight_labels()) + 0.8,
                words.weights_title(), words.weights_lead(),
                words.weights_caption(*(one.shape for one in matrices)),
                operands=tuple(matrices))


def _sums(network, number):
    layer = network.layer(number)
    count, shown = layer.weights.shape[1], len(network.shown[number - 2])
    turns = network.turns("neuron_sums", number)
    return _act("neuron_sums", network, layer.sums, turns.end + 0.6,
                words.sums_title(number),
                words.sums_lead(number),
                words.sums_caption(number, count, shown),
                operations=(layer.product,), operands=layer.product.operands,
                name=layer.product.expression, mark=layer.product.span,
                shapes=shapes_of(layer.product), turns=turns, number=number)


def _biases(network, number):
    layer = network.layer(number)
    turns = network.turns("neuron_biases", number)
    return _act("neuron_biases", network, layer.pre, turns.end + 0.8,
                words.sums_title(number), words.biases_lead(),
                words.biases_caption(number), operations=(layer.addition,),
                operands=layer.addition.operands, mark=layer.addition.span,
                shapes=shapes_of(layer.addition), turns=turns,
                number=number)


def _curve(network, number):
    layer, name = network.layer(number), network.run.function.name
    turns = network.turns("neuron_curve", number)
    return _act("neuron_curve", network, layer.neurons, turns.end + 1.0,
                words.squash_title(name), words.squash_lead(number, name),
                words.squash_caption(number, name),
                operations=tuple(one for step in layer.called
                                 for one in step.operations),
                operands=(layer.pre,), mark=layer.called[0].call,
                shapes=f"{layer.neurons.shape}  =  {name}( "
                       f"{layer.pre.shape} )", turns=turns, number=number)


def _answer(network):
    operation, outputs = network.run.answer, network.run.output.neurons
    digit, values = int(operation.result.array), outputs.array.ravel()
    turns = network.turns("neuron_answer", 3)
    return _act("neuron_answer", network, operation.result,
                turns.end + ANSWER + schedule.HOLD,
                words.answer_title(), words.answer_lead(),
                words.answer_caption(
                    digit, bar_number_format(values)(values[digit])),
                operations=(operation,), operands=(outputs,),
                name=(network.run.answering.targets or ("",))[0],
                mark=operation.span, shapes=shapes_of(operation),
                turns=turns)
