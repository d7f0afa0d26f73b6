"""Settings from elsewhere that decide whether and how TensorFlow and Keras work here.

Only defaults of environment variables are set. What somebody has set on purpose stays, and
where nothing can work with it, one sentence says so.
"""

import os
import sys

# XLA turns a loop into one function only if it is small, and runs it kernel by kernel
# otherwise. This bound in bytes takes in some fifty small layers, which then train five
# times faster; with a larger bound, compiling would take too long.
SMALL_LOOP = "--xla_backend_extra_options=xla_cpu_small_while_loop_byte_threshold=70000"
DEFAULTS = {
    "KERAS_BACKEND": "tensorflow",  # whatever stands in keras.json
    "TF_CPP_MIN_LOG_LEVEL": "1",  # no start-up lines
    "TF_ENABLE_ONEDNN_OPTS": "0",  # the same results on all processors
    # Newer graphics cards would otherwise round the factors of a product to ten bits.
    "NVIDIA_TF32_OVERRIDE": "0",
    "XLA_FLAGS": SMALL_LOOP,
}


def prepare():
    """Set the defaults, which are read when TensorFlow and Keras are first imported.

    Raises
    ------
    ImportError
        If Keras is told to work without TensorFlow, or to be of version 2.
    """
    for name, value in DEFAULTS.items():
        os.environ.setdefault(name, value)
    backend = os.environ["KERAS_BACKEND"]
    if backend != "tensorflow":
        raise ImportError(
            "The chapters need Keras with TensorFlow; got the environment variable "
            f"KERAS_BACKEND={backend}: remove it where it is set, or restart the kernel "
            "and run os.environ['KERAS_BACKEND'] = 'tensorflow' first."
        )
    legacy = os.environ.get("TF_USE_LEGACY_KERAS", "")
    if legacy.lower() in ("1", "true"):
        raise ImportError(
            "The chapters need Keras 3; got the environment variable "
            f"TF_USE_LEGACY_KERAS={legacy}, which stands for Keras 2: remove it where it "
            "is set, or restart the kernel and run os.environ['TF_USE_LEGACY_KERAS'] = '0' "
            "first."
        )
    keras = sys.modules.get("keras")
    if hasattr(keras, "backend") and hasattr(keras.backend, "backend"):
        if keras.backend.backend() != "tensorflow":
            raise ImportError(
                "The chapters need Keras with TensorFlow; got a Keras that was imported "
                f"before with {keras.backend.backend()}: restart the kernel, and import "
                "utils first."
            )
