"""The film of one example on its way through neurons joined by weights."""

from collections.abc import Iterator

from network.runs.default_traces import default_trace
from network.trace import Step, Trace
from scenes.acts.act import Act
from scenes.acts.film_step import FilmStep
from scenes.acts.neuron_answer import largest_output
from scenes.acts.neuron_biases import biases_joining
from scenes.acts.neuron_curve import squashed
from scenes.acts.neuron_network import Network
from scenes.acts.neuron_pixels import pixels_as_neurons
from scenes.acts.neuron_sums import weighted_sums
from scenes.acts.neuron_weights import weights_as_lines
from scenes.film.replay import ReplayScene
from scenes.reading.forward_pass import forward_pass
from scenes.reading.value_roles import of_digits
from scenes.words.film_titles import title_after


class Neurons(ReplayScene):
    """The layers as neurons, some left out; each line is a weight."""

    surprise = "pixels", "hidden-sums", "answer"

    def default_trace(self):
        return default_trace()

    def steps(self, trace):
        return neuron_steps(trace)


def neuron_steps(trace: Trace) -> tuple[FilmStep, ...]:
    """The steps of the film of neurons.

    Raises:
        FilmError: the trace holds no dense network, or one of too many layers.
    """
    following = title_after("neurons") if of_digits(trace) else ""
    return tuple(_steps(Network.of(forward_pass(trace)), following))


def _steps(network: Network, following: str) -> Iterator[FilmStep]:
    """
    Args:
        following: the title of the next film, or "".
    """
    run = network.run
    function = run.hidden.step.function
    inputs = "inputs" if run.picture is None else "pixels"
    yield _step(inputs, function, None, pixels_as_neurons(network))
    yield _step("weights", function, None, weights_as_lines(network))
    for number in network.computed:
        layer, name = network.layer(number), _slug(network, number)
        added = () if layer.biases is None else (biases_joining(network, number),)
        yield _step(
            f"{name}-sums",
            layer.step.function,
            layer.step,
            weighted_sums(network, number),
            *added,
        )
        if layer.activating is not None:
            yield _step(
                f"{name}-neurons",
                layer.activating.function,
                layer.activating,
                squashed(network, number),
            )
    if run.answering is not None and run.answer is not None:
        yield _step(
            "answer",
            run.answering.function,
            run.answering,
            largest_output(network, run.answering, run.answer, following),
        )


def _slug(network: Network, number: int) -> str:
    """What the steps of a layer are called by in files."""
    if number == network.last:
        return "output"
    return "hidden" if network.last == 3 else f"hidden-{number - 1}"


def _step(slug: str, function: str, statement: Step | None, *acts: Act) -> FilmStep:
    """The step of some acts, named by the first.

    Args:
        function: the qualified name of the function whose lines are shown.
        statement: that is lit, or None.
    """
    return FilmStep(
        slug,
        acts[0].step_name,
        function,
        None if statement is None else statement.span,
        acts,
    )
