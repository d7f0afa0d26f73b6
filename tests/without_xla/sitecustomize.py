"""Python runs this first where PYTHONPATH names its folder: TensorFlow without XLA."""

import importlib.util
import sys


class WithoutXla:
    """Import TensorFlow, and have tf.function not hear of jit_compile."""

    def find_spec(self, name, path, target=None):
        if name != "tensorflow":
            return None
        sys.meta_path.remove(self)  # the next finder knows where it is
        spec = importlib.util.find_spec(name)
        load = spec.loader.exec_module

        def load_without_xla(module):
            load(module)
            compiled = module.function

            def function(func=None, *args, jit_compile=None, **options):
                return compiled(func, *args, **options)

            module.function = function

        spec.loader.exec_module = load_without_xla
        return spec


sys.meta_path.insert(0, WithoutXla())
