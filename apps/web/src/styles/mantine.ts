// Only the parts of Mantine that the first screens use (dialogs and menus bring their own), in a layer, so that the desk's own rules always win over them.
import '@mantine/core/styles/baseline.layer.css'
import '@mantine/core/styles/default-css-variables.layer.css'
import '@mantine/core/styles/global.layer.css'
import '@mantine/core/styles/UnstyledButton.layer.css'
import '@mantine/core/styles/Loader.layer.css'
import '@mantine/core/styles/Button.layer.css'
import './tokens.css'
import './base.css'
